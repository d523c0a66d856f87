import { append } from './lines/append.bench';
import { asOf, dates, growth } from './lines/asked.bench';
import { command } from './lines/command.bench';
import { eventstoredb } from './lines/eventstoredb.bench';
import { late } from './lines/late.bench';
import { live } from './lines/live.bench';
import { rebuild } from './lines/rebuild.bench';
import { server } from './lines/server.bench';
import type { Line } from './runner/bench';

/** In the order of the table. */
export const lines: readonly Line[] = [command, append, eventstoredb, rebuild, asOf, late, growth, dates, live, server];
