import { ROLES } from '@tabularium/contracts';
import { governanceBodyContract, type GovernanceBodyEvents } from '@tabularium/decisions/contract';
import type { FactLoader, Read } from '@tabularium/http';
import type { AuthorityRule, LocalDate, Reading } from '@tabularium/kernel';
import { signedBy, type CoSignatureCommands } from './contract/co-signature.contract';
import type { DelegationMatrixCommands } from './contract/delegation-matrix.contract';
import { RATES_ID } from './contract/exchange-rate';
import { MATRIX_ID } from './contract/matrix-row';
import { rateTables, ratesOn } from './contract/rate-tables';
import type { DelegationCommands } from './contract/delegation.contract';
import type { GovernancePolicyCommands } from './contract/governance-policy.contract';
import type { PersonCommands } from './contract/person.contract';
import { policyVersions } from './contract/policy-versions';
import { segregationOn, SEGREGATION_POLICY } from './contract/segregation-in-force';
import type { CoSignatureFacts } from './domain/co-signature.decider';
import { delegationMatrix, type DelegationMatrixFacts } from './domain/delegation-matrix.decider';
import { delegation, type DelegationFacts } from './domain/delegation.decider';
import type { GovernancePolicyFacts } from './domain/policy-rules';
import { ownRules, receivedFor, type Occasion } from './domain/own-rules';
import { person } from './domain/person.decider';
import type { OfSegregation, PersonFacts } from './domain/policy-clash';
import { decidesNothing } from './domain/role-clash';
import { isOver } from './domain/tenure';
import { dutyNames } from './duty-names';

/** Rules lean on streams, never on views: every stream read here is pinned in the events that follow. */
type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

const bodyStanding: Reading<boolean, GovernanceBodyEvents> = {
  category: governanceBodyContract.category,
  initial: false,
  evolve: { BodyEstablished: () => true, BodyDissolved: () => false },
};

export const delegationMatrixFacts: Loaders<DelegationMatrixCommands, DelegationMatrixFacts> = {
  DraftMatrix: async ({ command: { rows }, read }) => ({ theMatrix: MATRIX_ID, ...(await holdersOf(rows, read)) }),
  CorrectMatrix: ({ command: { rows = [] }, read }) => holdersOf(rows, read),
};

async function holdersOf(rows: readonly { readonly holder: string }[], read: Read) {
  const roles: readonly string[] = ROLES;
  const named = [...new Set(rows.map(({ holder }) => holder))].filter((holder) => !roles.includes(holder));
  const bodies: string[] = [];
  for (const body of named) if (await read(bodyStanding, body)) bodies.push(body);
  return { roles, barred: [...decidesNothing], bodies };
}

const ofSegregation = async ({ today, read }: { readonly today: LocalDate; readonly read: Read }) => {
  const segregation = segregationOn(await read(policyVersions, SEGREGATION_POLICY), today);
  return (segregation ? { segregation } : {}) satisfies OfSegregation;
};

export const personFacts: Loaders<PersonCommands, PersonFacts> = {
  GrantRole: ofSegregation,
  CorrectRoleGrant: ofSegregation,
};

export const coSignatureFacts: Loaders<CoSignatureCommands, CoSignatureFacts> = {
  CoSign: async ({ id, revision }) => {
    const signed = signedBy(id);
    return { targetRevision: signed.id ? await revision(signed.category, signed.id) : -1 };
  },
};

export const governancePolicyFacts: Loaders<GovernancePolicyCommands, GovernancePolicyFacts> = {
  DraftPolicy: ({ command }) => Promise.resolve(dutyNames(command.rules)),
  CorrectPolicy: ({ command }) => Promise.resolve(dutyNames(command.rules ?? [])),
};

export const delegationFacts: Loaders<DelegationCommands, DelegationFacts> = {
  GrantDelegation: async ({ command: { from, to, matter, limit, validFrom }, id, today, read }) => {
    const { registered, grants } = await read(person, to);
    const barredAs = grants.find(({ role, ...tenure }) => decidesNothing.has(role) && !isOver(tenure, today))?.role;
    const occasion = { matter, project: projectOf(id, to), day: validFrom ?? today };
    const own = await ownRulesOf(read, from, occasion);
    const received = await isDelegated(read, from, occasion);
    const isForeign = own.some((rule) => rule.limit.ccy !== limit.ccy);
    const rates = isForeign ? ratesOn(await read(rateTables, RATES_ID), today) : undefined;
    const barred = barredAs ? { barredAs } : {};
    return { delegateKnown: registered, ...barred, own, received, ...(rates ? { rates } : {}) };
  },
};

async function ownRulesOf(read: Read, id: string, occasion: Occasion): Promise<readonly AuthorityRule[]> {
  const right = { id, person: await read(person, id), matrix: await read(delegationMatrix, MATRIX_ID) };
  return ownRules({ ...right, matrixId: MATRIX_ID }, occasion);
}

async function isDelegated(read: Read, to: string, occasion: Occasion): Promise<boolean> {
  const ids = occasion.project ? [to, `${occasion.project}.${to}`] : [to];
  for (const id of ids) if (receivedFor(await read(delegation, id), to, occasion).length > 0) return true;
  return false;
}

/** Empty for the whole organisation. */
const projectOf = (id: string, to: string): string => (id === to ? '' : id.slice(0, -to.length - 1));
