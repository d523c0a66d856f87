import { Presets, SingleBar } from 'cli-progress';
import type { Io } from './io';

/** How far a long command has come: a bar on a terminal, nothing in a log. */
export interface ProgressBar {
  at(done: number, total: number, what: string): void;
  end(): void;
}

export function progressBar(io: Io, label: string): ProgressBar {
  if (!io.showsProgress) return { at: () => undefined, end: () => undefined };
  const format = `${label} {bar} {percentage}% {value}/{total} {what} (about {eta_formatted} left)`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    at: (done, total, what) => {
      if (!started) bar.start(total, done, { what });
      started = true;
      bar.update(done, { what });
    },
    end: () => bar.stop(),
  };
}
