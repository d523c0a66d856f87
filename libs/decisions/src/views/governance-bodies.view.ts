import type { Money } from '@tabularium/kernel';
import { view, type RowOf } from '@tabularium/read-store';
import type { GovernanceBodyEvents } from '../contract/governance-body.contract';
import type { MatterRule, QuorumRule, TermsOfReference } from '../contract/terms';

const columns = {
  name: { type: 'text', title: 'Name', indexed: true },
  state: { type: 'text', title: 'ESTABLISHED or DISSOLVED', indexed: true },
  version: { type: 'int', title: 'Version of the terms of reference' },
  parent: { type: 'text', title: 'Body it answers to', indexed: true },
  purpose: { type: 'text', title: 'Purpose' },
  matters: { type: 'list', title: 'Matters: voting rule, limit' },
  votingSeats: { type: 'int', title: 'Voting seats' },
  quorum: { type: 'text', title: 'Quorum' },
  recusalMode: { type: 'text', title: 'What a recused member does' },
  castingVote: { type: 'flag', title: 'The chair decides a tie' },
  urgentUpTo: { type: 'money', title: 'What the chair may decide alone' },
  ratifyDays: { type: 'int', title: 'Days to ratify it' },
  appealBody: { type: 'text', title: 'Body to appeal to' },
  noticeDays: { type: 'int', title: 'Days of notice' },
  paperDays: { type: 'int', title: 'Days before a meeting by which papers are in' },
  terms: { type: 'text', title: 'Terms of reference, JSON' },
  amendedBy: { type: 'text', title: 'Decision that amended the terms last' },
  successor: { type: 'text', title: 'Body that succeeded it' },
} as const;

type Terms = Omit<RowOf<typeof columns>, 'name' | 'state' | 'version' | 'amendedBy' | 'successor'>;

/** Bodies with the terms in force. Key: body. */
export const governanceBodies = view<GovernanceBodyEvents>()({
  name: 'governance-bodies',
  version: 1,
  title: 'Governance bodies',
  columns,
  steps: {
    BodyEstablished: (_, { data: { name, version, terms } }) => ({
      name,
      state: 'ESTABLISHED',
      version,
      amendedBy: null,
      successor: null,
      ...ofTerms(terms),
    }),
    TermsOfReferenceAmended: (row, { data: { version, terms, decisionNo } }) =>
      row && { ...row, version, amendedBy: decisionNo ?? null, ...ofTerms(terms) },
    BodyDissolved: (row, { data }) => row && { ...row, state: 'DISSOLVED', successor: data.successorId },
  },
});

const ofTerms = (terms: TermsOfReference): Terms => ({
  parent: terms.parent ?? null,
  purpose: terms.purpose,
  matters: terms.matters.map(matterText),
  votingSeats: terms.seats.filter(({ voting }) => voting).length,
  quorum: quorumText(terms.quorum),
  recusalMode: terms.recusalMode,
  castingVote: terms.castingVote,
  urgentUpTo: terms.urgent?.upTo ?? null,
  ratifyDays: terms.urgent?.ratifyDays ?? null,
  appealBody: terms.appeal?.body ?? null,
  noticeDays: terms.noticeDays,
  paperDays: terms.paperDays,
  terms: JSON.stringify(terms),
});

const limitText = ({ minor, ccy }: Money): string => ` up to ${minor} ${ccy}`;

const matterText = ({ matterType, voting, upTo }: MatterRule): string =>
  `${matterType}: ${voting.method}${upTo ? limitText(upTo) : ''}`;

function quorumText({ method, base, numerator, denominator, minCount }: QuorumRule): string {
  const share = method === 'AT_LEAST' ? `AT_LEAST ${numerator ?? 1}/${denominator ?? 1}` : method;
  return `${share} of ${base}${minCount === undefined ? '' : `, at least ${minCount}`}`;
}
