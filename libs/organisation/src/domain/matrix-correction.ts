import { correct, refuse, type Context, type Decision, type LocalDate, type Refusal } from '@tabularium/kernel';
import type {
  DelegationMatrixCommands,
  DelegationMatrixEvents,
  DelegationMatrixRefusal,
} from '../contract/delegation-matrix.contract';
import { activated, type DelegationMatrix, type MatrixVersion } from './delegation-matrix.state';
import { rowsFault, type Holders } from './matrix-rows';
import { isSame, metFrom, neighbours } from './version-order';

type Asked = DelegationMatrixCommands['CorrectMatrix'];
type Decided = Exclude<Decision<DelegationMatrixEvents, DelegationMatrixRefusal>, { readonly refused: string }>;
type Fault = Refusal<DelegationMatrixRefusal> | undefined;

/** The day of a version that no decision put in force is for a director who did not draft it; all else takes a decision. */
export function correctionFault(
  { from, rows = [] }: Asked,
  found: MatrixVersion,
  state: DelegationMatrix,
  { actor, authority, facts, dayOf }: Context<Holders>,
): Fault {
  const isOther = rows.length > 0 && !isSame(rows, found.rows);
  const isMoved = from !== undefined && from !== found.from;
  if (authority.basis !== 'DECISION') {
    if (isOther || found.decisionNo !== undefined) return refuse('DECISION_NEEDED');
    if (actor.id === found.draftedBy) return refuse('SOD_SELF_APPROVAL');
  }
  const approvedOn = found.approvedAt && dayOf(found.approvedAt);
  const dayRefused = isMoved ? dayFault(from, { ...found, approvedOn }, state) : undefined;
  return (isOther ? rowsFault(rows, facts) : undefined) ?? dayRefused;
}

function dayFault(
  from: LocalDate,
  { version, approvedOn }: MatrixVersion & { readonly approvedOn: LocalDate | undefined },
  state: DelegationMatrix,
): Fault {
  if (approvedOn !== undefined && from < approvedOn) return refuse('BEFORE_APPROVAL', { approvedOn });
  const met = metFrom(from, version, activated(state));
  return met ? refuse('MATRIX_OVERLAP', { version: met.version, from: met.from }) : undefined;
}

/** The draft stays what it was; what is in force, and what goes out of force, is corrected. */
export function correcting({ reason, ...asked }: Asked, found: MatrixVersion, state: DelegationMatrix): Decided {
  const { version, decisionNo, activatedBy, retiredBy, approvedAt } = found;
  const from = asked.from ?? found.from;
  const rows = asked.rows ?? found.rows;
  const [isMoved, isOther] = [from !== found.from, !isSame(rows, found.rows)];
  if (!activatedBy || from === undefined || !(isMoved || isOther)) return [];
  const decided = decisionNo ? { decisionNo } : {};
  const was = { version, from: found.from, rows: found.rows, ...decided };
  const date = isMoved ? { corrected: { on: from, ...(approvedAt ? { notBefore: approvedAt } : {}) } } : {};
  const { before } = neighbours(version, activated(state));
  return [
    ...(isMoved && before?.retiredBy ? [retiring(before.retiredBy, before, before.rows, reason, date)] : []),
    correct(
      {
        correctsEventId: activatedBy,
        factType: 'DelegationMatrixActivated',
        was,
        shouldBe: { ...was, from, rows },
        reason,
      },
      { reason, ...date },
    ),
    ...(isOther && retiredBy ? [retiring(retiredBy, found, rows, reason)] : []),
  ];
}

const retiring = (
  correctsEventId: string,
  { version, rows: before }: MatrixVersion,
  rows: MatrixVersion['rows'],
  reason: string,
  date: object = {},
) =>
  correct(
    {
      correctsEventId,
      factType: 'DelegationMatrixRetired',
      was: { version, rows: before },
      shouldBe: { version, rows },
      reason,
    },
    { reason, ...date },
  );
