import type { ViewStage } from '../port';
import type { Build, Head, LogEntry } from '../storage';

/** A row as both databases give it. */
type Row = readonly unknown[];

/** Of `idx, position, now`. */
export function headOf(row: Row | undefined): Head {
  if (!row) throw new Error('The tables of the read store have lost their head');
  const [index, position, now] = row;
  return {
    index: Number(index),
    position: typeof position === 'string' ? position : null,
    now: typeof now === 'number' ? now : null,
  };
}

const stages: Readonly<Record<string, ViewStage>> = {
  building: 'building',
  ready: 'ready',
  active: 'active',
  retired: 'retired',
};

/** Of `id, view, version, shape, stage, applied_to, fault, current_index, current_at`. */
export function buildOf([id, view, version, shape, stage, appliedTo, fault, currentIndex, currentAt]: Row): Build {
  return {
    id: Number(id),
    view: String(view),
    version: Number(version),
    shape: String(shape),
    stage: stages[String(stage)] ?? 'building',
    appliedTo: Number(appliedTo),
    fault: typeof fault === 'string' ? fault : null,
    currentIndex: typeof currentIndex === 'number' ? currentIndex : null,
    currentAt: typeof currentAt === 'number' ? currentAt : null,
  };
}

/** Of `idx, id, stream, revision, type, now, amends, fact, command, position, data, metadata`. */
export function entryOf(row: Row): LogEntry {
  const [index, id, stream, revision, type, now, amends, fact, , position, data, metadata] = row;
  return {
    now: Number(now),
    amends: amends === null ? null : Number(amends),
    fact: fact === null ? null : Number(fact),
    event: {
      index: Number(index),
      id: String(id),
      stream: String(stream),
      revision: Number(revision),
      type: String(type),
      position: String(position),
      data: JSON.parse(String(data)) as LogEntry['event']['data'],
      metadata: JSON.parse(String(metadata)) as LogEntry['event']['metadata'],
    },
  };
}
