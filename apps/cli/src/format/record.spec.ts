import { renderRecord } from './record';

describe('a record', () => {
  it('shows a field per line and wraps long texts beside their name', () => {
    const fields = { key: 'hs2', description: 'A railway between London and the north, in two phases' };
    expect(renderRecord(fields, { width: 40, colour: false }).split('\n')).toEqual([
      'key          hs2',
      'description  A railway between London',
      '             and the north, in two',
      '             phases',
    ]);
  });
  it('wraps nothing in a pipe', () => {
    expect(renderRecord({ a: 'x '.repeat(100) }, { width: null, colour: false })).toHaveLength(202);
  });
});
