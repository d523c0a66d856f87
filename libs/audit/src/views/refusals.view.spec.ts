import { viewRows, type Seen } from '@tabularium/testing';
import type { RefusalsEvents } from '../contract/refusals.contract';
import { refusals } from './refusals.view';

const refused: Seen<RefusalsEvents> = {
  id: 'any',
  type: 'CommandRefused',
  data: {
    commandType: 'ApproveChange',
    target: 'changeRequest-PRJ-1.CR-02',
    code: 'SOD_SELF_APPROVAL',
    words: 'Who raised or submitted a change does not decide it',
    detail: { secret: 'none' },
  },
  by: 'ana',
};

it('shows who was refused what, by which rule, and whose it is', () => {
  expect(viewRows(refusals, refused)).toEqual({
    'event-0': {
      at: '2026-01-05T09:00:00.000Z',
      person: 'ana',
      role: null,
      command: 'ApproveChange',
      aggregate: 'changeRequest',
      target: 'PRJ-1.CR-02',
      owner: 'PRJ-1',
      code: 'SOD_SELF_APPROVAL',
      words: 'Who raised or submitted a change does not decide it',
    },
  });
});

it('keeps every refusal, also of the same command', () => {
  expect(Object.keys(viewRows(refusals, refused, refused))).toEqual(['event-0', 'event-1']);
});
