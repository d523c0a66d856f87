import type { AggregateContract } from '@tabularium/contracts';
import type { Actor, Reading } from '@tabularium/kernel';
import type { DutyRule } from './segregation-rules';

/** By type of event, the persons who caused one on a record: who acted, and on whose behalf. */
export type Acts = Readonly<Partial<Record<string, readonly string[]>>>;

/** For the rules `DUTIES.…`, of records of one kind. What was voided, nobody did. */
export const actsOn = ({ category, events }: Pick<AggregateContract, 'category' | 'events'>): Reading<Acts> => ({
  category,
  initial: {},
  evolve: Object.fromEntries(
    Object.keys(events).map((type) => [
      type,
      (acts: Acts, _: object, { actor }: { readonly actor: Actor }) => withActs(acts, type, actor),
    ]),
  ),
});

function withActs(acts: Acts, type: string, actor: Actor): Acts {
  const known = acts[type] ?? [];
  const others = personsOf(actor).filter((person) => !known.includes(person));
  return others.length > 0 ? { ...acts, [type]: [...known, ...others] } : acts;
}

/** Who acts, and on whose behalf: what either did, keeps both from it. */
export const personsOf = ({ id, onBehalfOf }: Actor): readonly string[] => (onBehalfOf ? [id, onBehalfOf] : [id]);

/** Somebody whom a rule keeps from a command. */
export interface KeptFrom {
  readonly rule: DutyRule;
  readonly personId: string;
}

/** Whom the rules keep from what they name, by what was done on the record. */
export const keptFrom = (rules: readonly DutyRule[], acts: Acts): readonly KeptFrom[] =>
  rules.flatMap((rule) => (acts[rule.eventType] ?? []).map((personId) => ({ rule, personId })));
