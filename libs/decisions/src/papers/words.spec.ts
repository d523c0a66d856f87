import { moneyText, quorumText, votingText, wordsOf } from './words';

it.each([
  ['0', 'GBP', 'GBP 0.00'],
  ['5', 'GBP', 'GBP 0.05'],
  ['-123456789', 'GBP', 'GBP -1,234,567.89'],
  ['100000', 'JPY', 'JPY 100,000'],
  ['1234567', 'KWD', 'KWD 1,234.567'],
  ['99999', 'GBP', 'GBP 999.99'],
])('%s minor units of %s are %s', (minor, ccy, text) => expect(moneyText({ minor, ccy })).toBe(text));

it.each([
  ['GATE_DECISION', 'gate decision'],
  ['gateReview', 'gate review'],
  ['ApproveProject', 'approve project'],
])('%s reads %s', (name, words) => expect(wordsOf(name)).toBe(words));

it('rules are told whole', () => {
  expect(
    quorumText({ method: 'AT_LEAST', base: 'FILLED', numerator: 2, denominator: 3, minCount: 4, mustInclude: ['s1'] }),
  ).toBe('at least 2/3 of the members with a vote, at least 4, with s1 among them');
  expect(votingText({ method: 'QUALIFIED', basis: 'SEATS', numerator: 3, denominator: 4, weighted: true })).toBe(
    'at least 3/4 of the voting seats for it, votes by weight',
  );
  expect(votingText({ method: 'UNANIMOUS', abstentionBlocks: true })).toBe(
    'nobody against it, and everybody eligible for it',
  );
});
