import type { Folding } from './folding';
import { lastVid } from './place';
import type { At, Build, ViewWriter } from './storage';

/** A build while a transaction works on it. */
export class Working {
  constructor(
    public build: Build,
    readonly folding: Folding,
    readonly tables: ViewWriter,
  ) {}
}

/**
 * Brings the current rows of a build to (applied to, `eff`): key by key if they stood for the batch's start, else in
 * one statement. When the day moved on, only the keys hinted for that day are looked at.
 */
export async function refreshCurrent({ build, folding, tables }: Working, before: number, now: number, eff: number) {
  const kept = build.currentAt !== null && build.currentIndex === before && build.currentAt <= eff;
  if (kept) await keepCurrent(folding, tables, build, { vid: lastVid(build.appliedTo), eff, now });
  else await tables.rebuildCurrent(eff);
  folding.settle();
  return { ...build, currentIndex: build.appliedTo, currentAt: eff };
}

async function keepCurrent(folding: Folding, tables: ViewWriter, build: Build, at: At): Promise<void> {
  const moved = at.eff > (build.currentAt ?? at.eff);
  for (const { kid, key, last } of await folding.takeTouched(tables)) {
    const stands = last && last.eff > at.eff ? await tables.seek(kid, at) : last;
    await tables.putCurrent({
      kid,
      key,
      eff: stands?.eff ?? 0,
      cause: stands?.cause ?? 0,
      cells: stands?.cells ?? null,
    });
  }
  for (const { eff, kid } of folding.takeHints()) await tables.addHint(eff, kid);
  for (const { kid, key } of moved ? await tables.takeHints(at.eff) : []) {
    const stands = await tables.seek(kid, at);
    await tables.putCurrent({
      kid,
      key,
      eff: stands?.eff ?? 0,
      cause: stands?.cause ?? 0,
      cells: stands?.cells ?? null,
    });
  }
}
