import { instantOf } from '@tabularium/kernel';
import type { Calendar } from './calendar';
import { InvalidBasis, ViewBehind, ViewFaulted } from './errors';
import { BEFORE_ALL, lastVid } from './place';
import type { Basis, BasisAsked } from './port';
import type { At, Build, Head, Snapshot, Source } from './storage';

/** A basis for people and for the tables. */
export interface Resolved {
  readonly basis: Basis;
  readonly at: At;
}

/**
 * Works out what is asked. Without a build the default knowledge is the head of the log copy; with one it is what the
 * build has applied. Throws InvalidBasis, ViewFaulted, ViewBehind.
 */
export async function resolveBasis(
  snapshot: Snapshot,
  calendar: Calendar,
  { knownAt, asOf }: BasisAsked,
  build?: Build,
): Promise<Resolved> {
  const head = await snapshot.head();
  const index = await knownIndex(snapshot, calendar, head, knownAt, build);
  const now = index === head.index ? head.now : index < 0 ? null : await snapshot.log.nowAt(index);
  const eff = asOf === undefined ? calendar.endOfToday() : calendar.moment(asOf);
  return {
    basis: { logIndex: index, knownAt: now === null ? null : instantOf(now), asOf: instantOf(eff) },
    at: { vid: lastVid(index), eff, now: now ?? BEFORE_ALL },
  };
}

/** The current rows if they stand for the basis, else the versions. */
export const sourceOf = ({ basis, at }: Resolved, build: Build): Source =>
  build.currentAt === at.eff && build.currentIndex === basis.logIndex ? 'current' : at;

async function knownIndex(
  snapshot: Snapshot,
  calendar: Calendar,
  head: Head,
  knownAt: BasisAsked['knownAt'],
  build: Build | undefined,
): Promise<number> {
  if (knownAt === undefined) {
    if (build && build.fault !== null) throw new ViewFaulted(build.view, build.appliedTo, build.fault);
    return build ? Math.min(head.index, build.appliedTo) : head.index;
  }
  const index = typeof knownAt === 'number' ? knownAt : await snapshot.log.lastKnownAt(calendar.moment(knownAt));
  if (!Number.isSafeInteger(index) || index < -1) throw new InvalidBasis(`${knownAt} is not a log index`);
  if (index > head.index) throw new InvalidBasis(`Log index ${index} is beyond the head, ${head.index}`);
  if (!build || index <= build.appliedTo) return index;
  if (build.fault !== null) throw new ViewFaulted(build.view, build.appliedTo, build.fault);
  throw new ViewBehind(build.view, build.appliedTo);
}
