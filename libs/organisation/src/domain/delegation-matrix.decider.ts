import { fact, refuse, type Context, type Decider, type Decision, type Refusal } from '@tabularium/kernel';
import type {
  DelegationMatrixCommands,
  DelegationMatrixEvents,
  DelegationMatrixRefusal,
} from '../contract/delegation-matrix.contract';
import {
  activated,
  evolveDelegationMatrix,
  noMatrix,
  type DelegationMatrix,
  type MatrixVersion,
} from './delegation-matrix.state';
import { correcting, correctionFault } from './matrix-correction';
import { rowsFault, type Holders } from './matrix-rows';

export type DelegationMatrixFacts = {
  /** `theMatrix`: the id of the one matrix there is. */
  readonly DraftMatrix: Holders & { readonly theMatrix: string };
  /** Those its rows are to name. */
  readonly CorrectMatrix: Holders;
};

type Decided = Decision<DelegationMatrixEvents, DelegationMatrixRefusal>;
type Fault = Refusal<DelegationMatrixRefusal> | undefined;

export const delegationMatrix: Decider<
  DelegationMatrix,
  DelegationMatrixCommands,
  DelegationMatrixEvents,
  DelegationMatrixRefusal,
  DelegationMatrixFacts
> = {
  category: 'delegationMatrix',
  initial: noMatrix,
  evolve: evolveDelegationMatrix,
  decide: {
    DraftMatrix: ({ rows }, { versions }, { id, actor, facts }) => {
      if (id !== facts.theMatrix) return refuse('NOT_THE_MATRIX', { matrix: facts.theMatrix });
      const drafted = { version: versions.length + 1, draftedBy: actor.id, rows };
      return rowsFault(rows, facts) ?? [fact('DelegationMatrixDrafted', drafted)];
    },

    ApproveMatrix: ({ version }, state, context) =>
      whenAt(state, version, ['drafted'], ({ draftedBy }) => {
        const fault = rightFault(state, context);
        if (fault) return fault;
        if (context.actor.id === draftedBy) return refuse('SOD_SELF_APPROVAL');
        return [fact('DelegationMatrixApproved', { version, ...decisionOf(context) })];
      }),

    ActivateMatrix: ({ version, from: asked }, state, context) =>
      whenAt(state, version, ['approved'], ({ rows }) => {
        const from = asked ?? context.today;
        const last = activated(state).at(-1);
        const fault = rightFault(state, context) ?? daysFault(from, last, context);
        if (fault) return fault;
        const inForce = fact(
          'DelegationMatrixActivated',
          { version, from, rows, ...decisionOf(context) },
          { effectiveOn: from },
        );
        return last ? [retiring(last, from), inForce] : [inForce];
      }),

    WithdrawMatrix: ({ version, reason }, state) =>
      whenAt(state, version, ['drafted', 'approved'], () => [
        fact('DelegationMatrixWithdrawn', { version, reason }, { reason }),
      ]),

    CorrectMatrix: (command, state, context) =>
      whenAt(
        state,
        command.version,
        ['activated'],
        (found) => correctionFault(command, found, state, context) ?? correcting(command, found, state),
      ),
  },
};

function whenAt(
  { versions }: DelegationMatrix,
  version: number,
  stages: readonly MatrixVersion['stage'][],
  decide: (found: MatrixVersion) => Decided,
): Decided {
  const found = versions.find((other) => other.version === version);
  if (!found) return refuse('MATRIX_NOT_FOUND', { version });
  if (!stages.includes(found.stage))
    return refuse('NOT_IN_STAGE', { version, stage: found.stage, needed: stages.join(' or ') });
  return decide(found);
}

/** Founding: as long as no matrix has been in force there may be no body yet that could decide. */
const rightFault = (state: DelegationMatrix, { authority }: Context): Fault =>
  authority.basis === 'DECISION' || activated(state).length === 0 ? undefined : refuse('DECISION_NEEDED');

function daysFault(from: string, last: MatrixVersion | undefined, { today }: Context): Fault {
  if (from < today) return refuse('FROM_IN_PAST');
  if (last?.from === undefined || last.from < from) return undefined;
  return refuse('MATRIX_OVERLAP', { version: last.version, from: last.from });
}

const retiring = ({ version, rows }: MatrixVersion, from: string) =>
  fact('DelegationMatrixRetired', { version, rows }, { effectiveOn: from });

const decisionOf = ({ authority: { basis, ref } }: Context) => (basis === 'DECISION' && ref ? { decisionNo: ref } : {});
