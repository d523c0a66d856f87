import { startSimulator, type RunningSimulator } from '../eventstoredb-simulator/child';
import { boardStories } from './golden-stories/boards';
import { moneyStories } from './golden-stories/money';
import { recordStories } from './golden-stories/record';
import { Room } from './golden-stories/room';

jest.setTimeout(60_000);

/** The golden acceptance stories by their numbers, as written, over real HTTP; on both event stores. */
describe.each(['embedded', 'EventStoreDB (simulator)'])('The golden stories on the store: %s', (store) => {
  let simulator: RunningSimulator | undefined;
  let room: Room;
  beforeAll(async () => {
    simulator = store === 'embedded' ? undefined : await startSimulator();
    room = await Room.on(simulator ? { EVENTSTOREDB_URL: simulator.url } : {});
  }, 120_000);
  afterAll(async () => {
    await room.server.stop();
    await simulator?.stop();
  });

  boardStories(() => room);
  recordStories(() => room);
  moneyStories(() => room);
});
