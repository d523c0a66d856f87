import { fact, refuse, type Decider, type Decision } from '@tabularium/kernel';
import type {
  GovernancePolicyCommands,
  GovernancePolicyEvents,
  GovernancePolicyRefusal,
} from '../contract/governance-policy.contract';
import {
  activatedVersions,
  policyVersions,
  type PolicyVersion,
  type PolicyVersions,
} from '../contract/policy-versions';
import { correcting, correctionFault } from './policy-correction';
import { rulesFault, type GovernancePolicyFacts } from './policy-rules';

type Decided = Decision<GovernancePolicyEvents, GovernancePolicyRefusal>;

export const governancePolicy: Decider<
  PolicyVersions,
  GovernancePolicyCommands,
  GovernancePolicyEvents,
  GovernancePolicyRefusal,
  GovernancePolicyFacts
> = {
  ...policyVersions,
  decide: {
    DraftPolicy: (command, { versions }, { facts }) => {
      const kind = versions[0]?.kind ?? command.kind;
      if (kind !== command.kind) return refuse('KIND_FIXED', { kind });
      return rulesFault(command, facts) ?? [fact('PolicyDrafted', { version: versions.length + 1, ...command })];
    },

    SubmitPolicy: ({ version }, state, { actor }) =>
      whenAt(state, version, ['drafted', 'submitted'], ({ stage, author }) => {
        if (actor.id === author) return refuse('SOD_SOLE_AUTHOR');
        return stage === 'submitted' ? [] : [fact('PolicySubmitted', { version })];
      }),

    AdoptPolicy: ({ version }, state, { authority }) => {
      if (authority.basis !== 'DECISION') return refuse('DECISION_NEEDED');
      return whenAt(state, version, ['submitted', 'adopted'], ({ stage }) =>
        stage === 'adopted' ? [] : [fact('PolicyAdopted', { version })],
      );
    },

    ActivatePolicy: ({ version, from: asked }, state, { today }) =>
      whenAt(state, version, ['adopted'], () => {
        const from = asked ?? today;
        const last = activatedVersions(state).at(-1);
        if (from < today) return refuse('FROM_IN_PAST');
        if (last && from <= last.from) return refuse('POLICY_OVERLAPS', { version: last.version, from: last.from });
        const activated = fact('PolicyActivated', { version, from }, { effectiveOn: from });
        return last
          ? [fact('PolicyRetired', { version: last.version }, { effectiveOn: from }), activated]
          : [activated];
      }),

    CorrectPolicy: (command, state, context) =>
      whenAt(
        state,
        command.version,
        ['adopted', 'activated'],
        (found) => correctionFault(command, found, state, context) ?? correcting(command, found, state),
      ),
  },
};

function whenAt(
  { versions }: PolicyVersions,
  version: number,
  stages: readonly PolicyVersion['stage'][],
  decide: (found: PolicyVersion) => Decided,
): Decided {
  const found = versions.find((known) => known.version === version);
  if (!found) return refuse('POLICY_NOT_FOUND', { version });
  if (!stages.includes(found.stage))
    return refuse('NOT_IN_STAGE', { version, stage: found.stage, needed: stages.join(' or ') });
  return decide(found);
}
