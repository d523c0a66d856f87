import type { At } from '../../storage';

/** Places of the parameters of a basis in a statement, e.g. `$1`. */
export interface AtParameters {
  readonly vid: string;
  readonly eff: string;
  readonly now: string;
}

/** With their type, for a basis does not always speak of its clock. */
export const atParameters = (first: number): AtParameters => ({
  vid: `$${first}::bigint`,
  eff: `$${first + 1}::bigint`,
  now: `$${first + 2}::bigint`,
});

export const atValues = ({ vid, eff, now }: At): readonly [number, number, number] => [vid, eff, now];

/** True if the newest of the versions at its place known at `vid` was not removed by then. */
export const stands = (t: string, v: string, vid?: string): string =>
  `NOT EXISTS (SELECT 1 FROM ${t}_rm r WHERE r.kid = ${v}.kid AND r.eff = ${v}.eff AND r.cause = ${v}.cause
    AND r.vid > ${v}.vid${vid ? ` AND r.vid <= ${vid}` : ''})`;

/**
 * The version id of what stands for a key at a basis: at the last place in force, the newest version known, unless it
 * was removed. If the date lies after the clock at K, scheduled versions come first and then the clock itself: without
 * that, old knowledge asked about today walks over everything learnt since.
 */
export const seekVid = (t: string, kid: string, at: At, p: AtParameters): string =>
  at.eff <= at.now
    ? lastVidOf(t, kid, `v.eff <= ${p.eff} AND ${p.now} IS NOT NULL`, p)
    : `coalesce(${lastVidOf(t, kid, `v.sched AND v.eff > ${p.now} AND v.eff <= ${p.eff}`, p)},
        ${lastVidOf(t, kid, `v.eff <= ${p.now}`, p)})`;

const lastVidOf = (t: string, kid: string, inForce: string, { vid }: AtParameters): string =>
  `(SELECT v.vid FROM ${t}_ver v
    WHERE v.kid = ${kid} AND ${inForce} AND v.vid <= ${vid} AND ${stands(t, 'v', vid)}
    ORDER BY v.eff DESC, v.cause DESC, v.vid DESC LIMIT 1)`;
