import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMapping, MappingInvalid, mappingSchema } from './index';

const good = {
  source: 'returns',
  title: 'Returns',
  portfolio: { id: 'WORKS', name: 'Public works', currency: 'GBP' },
  files: [{ name: 'a.csv', returnOn: '2014-09-30' }],
  identity: { columns: ['Code'], form: 'code' },
  fields: { name: { column: 'Name' } },
  missingNextTime: 'departed',
};

const faultsOf = (mapping: object | string): readonly string[] => {
  try {
    loadMapping(typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
    return [];
  } catch (error) {
    if (!(error instanceof MappingInvalid)) throw error;
    return error.faults.map(({ pointer, message }) => `${pointer} ${message}`);
  }
};

describe('a mapping', () => {
  it('is taken when nothing is wrong with it', () => {
    expect(loadMapping(Buffer.from(JSON.stringify(good)))).toEqual(good);
  });

  it('is refused with everything that is wrong with it, and where', () => {
    const { title: _, ...untitled } = good;
    const fields = { nmae: { column: 'Name' }, endsOn: { column: 'End' }, name: { column: [] } };
    expect([...faultsOf({ ...untitled, fields, missingNextTime: 'gone' })].sort()).toEqual([
      '/fields/endsOn/formats is missing',
      '/fields/name/column must NOT have fewer than 1 items',
      '/fields/nmae is not an option here',
      '/missingNextTime must be one of departed, ignore',
      '/title is missing',
    ]);
  });

  it('is refused when it is no JSON', () => {
    expect(faultsOf('{')[0]).toMatch(/^ is not JSON/u);
  });

  it.each([
    [
      { files: [{ name: { matches: '(' }, returnOn: '2014-09-30' }] },
      '/files/0/name/matches Invalid regular expression',
    ],
    [{ files: [{ name: 'a.csv', returnOn: '2014-09-31' }] }, '/files/0/returnOn is no day that exists'],
    [
      { fields: { name: { column: 'N' }, endsOn: { column: 'E', formats: ['Q/YYYY'] } } },
      '/fields/endsOn/formats Q/YYYY',
    ],
    [
      { confidence: [{ assessor: 'A', rating: { column: 'R', scale: 'DCA-3', words: { 'Amber/Red': 'AMBER_RED' } } }] },
      '/confidence/0/rating/words/Amber~1Red AMBER_RED is not a value of DCA-3',
    ],
    [{ milestoneOrder: [['Idea', 'Case']] }, '/milestoneOrder/0/0 is not a milestone of the mapping'],
    [
      {
        identity: {
          ...good.identity,
          aliases: [
            { id: 'a', names: ['X'] },
            { id: 'b', names: [' X'] },
          ],
        },
      },
      '/identity/aliases/1/names/0 is already an alias of a',
    ],
    [
      {
        approval: {
          body: { column: 'B' },
          amount: { column: 'A' },
          on: { column: 'D', formats: ['YYYY-MM-DD'] },
          ladder: [
            { body: 'Board', upTo: '5' },
            { body: 'Head', upTo: '5' },
          ],
        },
      },
      '/approval/ladder/1 must approve more than the body before it',
    ],
  ])('is refused for what a schema cannot say: %#', (more, fault) => {
    expect(faultsOf({ ...good, ...more })[0]).toContain(fault);
  });

  it('has a schema for editors that is the one it is checked with', () => {
    const published = join(__dirname, '../../../docs/schemas/mapping.schema.json');
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(mappingSchema);
  });
});
