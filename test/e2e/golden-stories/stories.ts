import type { RunningSimulator } from '../../eventstoredb-simulator/child';
import { boardStories } from './boards';
import { moneyStories } from './money';
import { recordStories } from './record';
import { Room } from './room';

/** The golden acceptance stories by their numbers, as written, over real HTTP; the same on either event store. */
export function goldenStories(store: string, start: () => Promise<RunningSimulator | undefined>): void {
  jest.setTimeout(60_000);

  describe(`The golden stories on ${store}`, () => {
    let simulator: RunningSimulator | undefined;
    let room: Room;
    beforeAll(async () => {
      simulator = await start();
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
}
