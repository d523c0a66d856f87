import type { Io } from '../../apps/cli/src/io';
import { run } from '../../apps/cli/src/program';

export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** One command line, as a shell would run it. */
export async function tabularium(
  env: Io['env'],
  args: readonly string[],
  stdin = '',
  interrupted = new AbortController().signal,
): Promise<Said> {
  const said = { out: '', err: '' };
  const io: Io = {
    env,
    stdin: async () => stdin,
    out: async (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    width: 160,
    colour: false,
    showsProgress: false,
    interrupted,
  };
  return { exit: await run(args, io), ...said };
}
