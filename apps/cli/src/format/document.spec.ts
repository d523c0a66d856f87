import { renderDocument } from './document';

const paper = { width: 80, colour: false };
const basis = { logIndex: 7, knownAt: '2026-01-02T03:04:05.006Z', asOf: '2020-03-31T23:59:59.999Z' };

describe('any answer', () => {
  it('shows plain fields, tables and, last, the basis', () => {
    const answer = { title: 'Portfolio', rows: [{ key: 'a', row: { cost: { minor: '100', ccy: 'GBP' } } }], basis };
    expect(renderDocument(answer, paper).split('\n')).toEqual([
      'title  Portfolio',
      '',
      'rows',
      'key   cost',
      '───  ─────',
      'a    £1.00',
      '',
      'as of 2020-03-31T23:59:59.999Z, known at 2026-01-02T03:04:05.006Z, log index 7',
    ]);
  });
  it('shows a record within it under its name', () => {
    const answer = { project: 'P', check: { chain: { minor: '5', ccy: 'GBP' }, reconciles: true } };
    expect(renderDocument(answer, paper).split('\n')).toEqual([
      'project  P',
      '',
      'check',
      'chain       £0.05',
      'reconciles  yes',
    ]);
  });
  it('shows what is no object', () => {
    expect(renderDocument(7, paper)).toBe('answer  7');
  });
});
