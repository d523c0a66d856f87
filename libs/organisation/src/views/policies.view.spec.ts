import { viewRows, type Seen } from '@tabularium/testing';
import type { GovernancePolicyEvents } from '../contract/governance-policy.contract';
import { policies } from './policies.view';

type Event = Seen<GovernancePolicyEvents>;
const id = 'RAG';
const version = 1;
const after = (...events: readonly Event[]) => viewRows<GovernancePolicyEvents>(policies, ...events)['RAG.v1'];
const rules = [{ ruleId: 'CPI', text: 'Red below', value: '0.90' }];
const drafted: Event = {
  id,
  type: 'PolicyDrafted',
  data: { version, kind: 'RAG_THRESHOLDS', title: 'Red', rules },
  by: 'ana',
};

it('shows a version with its rules and author', () => {
  expect(after(drafted)).toEqual({
    policyId: 'RAG',
    version,
    kind: 'RAG_THRESHOLDS',
    title: 'Red',
    rules: ['CPI – Red below – 0.90'],
    state: 'DRAFTED',
    author: 'ana',
    submittedBy: null,
    decisionNo: null,
    from: null,
  });
});

const steps: readonly (readonly [Event, object])[] = [
  [
    { id, type: 'PolicySubmitted', data: { version }, by: 'ben' },
    { state: 'SUBMITTED', submittedBy: 'ben' },
  ],
  [{ id, type: 'PolicyAdopted', data: { version } }, { state: 'ADOPTED' }],
  [
    { id, type: 'PolicyActivated', data: { version, from: '2026-07-01' } },
    { state: 'IN_FORCE', from: '2026-07-01' },
  ],
  [{ id, type: 'PolicyRetired', data: { version } }, { state: 'RETIRED' }],
];
it.each(steps)('step %#', (event, changed) => {
  expect(after(drafted, event)).toEqual({ ...after(drafted), ...changed });
});
