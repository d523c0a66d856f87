import {
  correct,
  fact,
  refuse,
  voidFact,
  type Decider,
  type Decision,
  type Evidence,
  type FactMeta,
  type Fold,
  type LocalDate,
} from '@tabularium/kernel';
import type { ProjectCommands, ProjectEvents, ProjectRefusal } from '../contract/project.contract';
import { isOnScale } from '../contract/vocabulary';
import type { LegacyFact, LegacyState, Project } from './project.state';
import { sameData } from './same-data';

type Decide = Decider<Project, ProjectCommands, ProjectEvents, ProjectRefusal>['decide'];
type Evolve = Fold<Project, ProjectEvents>['evolve'];
type Facts = Extract<Decision<ProjectEvents, ProjectRefusal>, readonly unknown[]>;
type Assertion = ProjectCommands['AssertLegacyFacts'];

type StatementType =
  | 'LegacyProfileReported'
  | 'LegacyCostReported'
  | 'LegacyApprovalReported'
  | 'DeliveryConfidenceAssessed'
  | 'LegacyMilestoneReported'
  | 'LegacyAbsenceReported';

/** A return of a source. */
interface Place {
  readonly source: string;
  readonly returnOn: LocalDate;
}

/** Every fact of a return names the return, and the day it speaks of unless that is the return's own. */
type Placed = Place & { readonly on?: LocalDate };

/** What a return says about one thing: the fact it would be. */
type Statement = {
  readonly [T in StatementType]: { readonly kind: string; readonly type: T; readonly data: ProjectEvents[T] & Placed };
}[StatementType];

/**
 * Legacy facts are absolute: a command holds everything one return of one source says about the project. What is in
 * force afterwards depends on the last command per return only, never on the order in which returns arrive.
 */
export const legacyDecide: Pick<Decide, 'AssertLegacyFacts' | 'ReportLegacyAbsence'> = {
  AssertLegacyFacts: (command, { legacy }) => {
    const offScale = command.confidence.find(({ scale, rating }) => rating !== undefined && !isOnScale(scale, rating));
    if (offScale) return refuse('RATING_NOT_ON_SCALE', { rating: offScale.rating, scale: offScale.scale });
    const statements = statementsOf(command);
    const kinds = statements.map(({ kind }) => kind);
    const twice = kinds.find((kind, at) => kinds.indexOf(kind) !== at);
    if (twice) return refuse('LEGACY_STATED_TWICE', { statement: twice });
    return reconcile(legacy, placeOf(command), statements, evidenceOf(command));
  },

  ReportLegacyAbsence: (command, { legacy }) => {
    const place = placeOf(command);
    return reconcile(legacy, place, [{ kind: 'absence', type: 'LegacyAbsenceReported', data: place }], []);
  },
};

const placeOf = ({ source, returnOn }: Place): Place => ({ source, returnOn });

const evidenceOf = ({ file, row, sha256 }: Assertion): readonly Evidence[] => [{ file, row, sha256 }];

function statementsOf(command: Assertion): readonly Statement[] {
  const place = placeOf(command);
  const { profile, cost, approval, confidence, milestones } = command;
  return [
    { kind: 'profile', type: 'LegacyProfileReported', data: { ...profile, ...place } },
    ...(cost ? [{ kind: 'cost', type: 'LegacyCostReported', data: { ...cost, ...place } } as const] : []),
    ...(approval
      ? [{ kind: 'approval', type: 'LegacyApprovalReported', data: { ...approval, ...place } } as const]
      : []),
    ...confidence.map(
      (rated) =>
        ({
          kind: `confidence/${rated.assessor}`,
          type: 'DeliveryConfidenceAssessed',
          data: { ...rated, ...place },
        }) as const,
    ),
    ...milestones.map(
      (reached) =>
        ({
          kind: `milestone/${reached.milestone}`,
          type: 'LegacyMilestoneReported',
          data: { ...reached, ...place },
        }) as const,
    ),
  ];
}

/** Ids and dates hold no slash, so statements of different returns or kinds never share a key. */
const keyOf = ({ source, returnOn }: Place, kind: string): string => `${source}/${returnOn}/${kind}`;

/** What to append so that exactly these statements stand for the return. */
function reconcile(
  legacy: LegacyState,
  place: Place,
  statements: readonly Statement[],
  evidence: readonly Evidence[],
): Facts {
  const said = new Set(statements.map(({ kind }) => keyOf(place, kind)));
  const dropped = Object.entries(legacy).filter(([key]) => key.startsWith(keyOf(place, '')) && !said.has(key));
  return [
    ...dropped.map(([, { eventId }]) => voidFact(eventId, `No longer in the return ${words(place)}`)),
    ...statements.flatMap((statement) => difference(legacy[keyOf(place, statement.kind)], statement, evidence)),
  ];
}

function difference(standing: LegacyFact | undefined, statement: Statement, evidence: readonly Evidence[]): Facts {
  if (!standing) return [asFact(statement, evidence)];
  const { type, data } = statement;
  if (sameData(standing.data, data)) return [];
  const reason = `The return ${words(data)} now says otherwise`;
  // A correction carries an instant, which only the runtime can make of a day: what moved to another day is a new fact.
  if (dayOf(standing.data) !== dayOf(data)) return [voidFact(standing.eventId, reason), asFact(statement, evidence)];
  const amended = {
    correctsEventId: standing.eventId,
    factType: type,
    was: standing.data,
    shouldBe: { ...data },
    reason,
  };
  return [correct(amended, { reason, evidence })];
}

const words = ({ source, returnOn }: Place): string => `of ${returnOn} from ${source}`;

const dayOf = ({ on, returnOn }: { readonly on?: unknown; readonly returnOn?: unknown }): unknown => on ?? returnOn;

function asFact({ type, data }: Statement, evidence: readonly Evidence[]): Facts[number] {
  return fact(type, data, { effectiveOn: data.on ?? data.returnOn, evidence }) as Facts[number];
}

type EvolveLegacy = Pick<Evolve, StatementType>;

/** An absence alone does not make a project; every other statement of a record does. */
export const legacyEvolve: EvolveLegacy = {
  LegacyProfileReported: (state, data, meta) => asserted(keep(state, 'profile', 'LegacyProfileReported', data, meta)),
  LegacyCostReported: (state, data, meta) => asserted(keep(state, 'cost', 'LegacyCostReported', data, meta)),
  LegacyApprovalReported: (state, data, meta) =>
    asserted(keep(state, 'approval', 'LegacyApprovalReported', data, meta)),
  LegacyMilestoneReported: (state, data, meta) =>
    asserted(keep(state, `milestone/${data.milestone}`, 'LegacyMilestoneReported', data, meta)),
  LegacyAbsenceReported: (state, data, meta) => keep(state, 'absence', 'LegacyAbsenceReported', data, meta),
  DeliveryConfidenceAssessed: (state, { source, returnOn, ...rated }, meta) =>
    source === undefined || returnOn === undefined
      ? state
      : asserted(
          keep(
            state,
            `confidence/${rated.assessor}`,
            'DeliveryConfidenceAssessed',
            { ...rated, source, returnOn },
            meta,
          ),
        ),
};

const asserted = (state: Project): Project => (state.phase === 'absent' ? { ...state, phase: 'asserted' } : state);

const keep = (state: Project, kind: string, type: StatementType, data: Place, { eventId }: FactMeta): Project => ({
  ...state,
  legacy: { ...state.legacy, [keyOf(data, kind)]: { eventId, type, data: { ...data } } },
});
