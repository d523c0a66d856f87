import type { Fault } from './faults';
import { Simulator } from './simulator';

/** What a parent process tells its simulator. */
export type Command =
  | { readonly do: 'misbehave'; readonly fault: Fault }
  | { readonly do: 'killSockets' | 'shut' | 'open' | 'hold' | 'release' };

/** Runs the simulator in a process of its own: commands come over the IPC channel, each is acknowledged when it is done. */
async function serve(port: number): Promise<void> {
  const simulator = new Simulator();
  await simulator.start(port);
  const { network } = simulator;
  const doing: Readonly<Record<Exclude<Command['do'], 'misbehave'>, () => unknown>> = {
    killSockets: () => network.killSockets(),
    shut: () => network.shut(),
    open: () => network.open(),
    hold: () => network.hold(true),
    release: () => network.hold(false),
  };
  process.on('message', (command: Command) => {
    const done = command.do === 'misbehave' ? simulator.misbehave(command.fault) : doing[command.do]();
    void Promise.resolve(done).then(() => say({ done: command.do }));
  });
  process.on('disconnect', () => process.exit(0));
  console.log(`EventStoreDB simulator (not a store) at esdb://127.0.0.1:${simulator.port}?tls=false`);
  say({ port: simulator.port });
}

/** To a parent that may be gone by now. */
const say = (message: object): unknown => process.send?.(message, undefined, undefined, () => undefined);

void serve(Number(process.argv[2] ?? 0));
