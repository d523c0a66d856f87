import { append } from './lines/append.bench';
import { command } from './lines/command.bench';
import { eventstoredb } from './lines/eventstoredb.bench';
import type { Line } from './runner/bench';

/** In the order of the table. */
export const lines: readonly Line[] = [command, append, eventstoredb];
