import { identifier } from './identity';
import type { IdentityRule } from './mapping';

const byName: IdentityRule = {
  columns: ['Name'],
  form: 'name',
  prefix: 'P-',
  dropWords: ['programme', 'the'],
  ignore: '\\([A-Z0-9 ]{2,}\\)',
  formerly: '\\((?:formerly|was)\\s+(.+)\\)$',
  aliases: [
    { id: 'dreadnought', names: ['Successor SSBN', 'DREADNOUGHT'] },
    { id: 'north-it', names: ['IT'], when: { column: 'Unit', is: 'North' } },
  ],
};
const headers = ['Name', 'Unit'];
const identify = identifier(byName, headers);
const idOf = (name: string, unit = ''): string | undefined => identify(name, [name, unit])?.id;

describe('the identity of a row', () => {
  it('does not change with case, accents, punctuation, acronyms or words that say nothing', () => {
    const names = ['The Café & Bar Programme', 'cafe and bar', 'Café & Bar (CB 2)', "CAFE'  AND BAR."];
    expect(new Set(names.map((name) => idOf(name)))).toEqual(new Set(['P-cafe-and-bar']));
  });
  it('is that of the earlier name where the row tells of it, whichever row came first', () => {
    expect(idOf('Project Eagle (formerly Urenco Options)')).toBe(idOf('Urenco options'));
    expect(identify('Project Eagle (formerly Urenco Options)', [])?.newerId).toBe('P-project-eagle');
  });
  it('follows the aliases of the mapping', () => {
    expect(idOf('Successor SSBN')).toBe('P-dreadnought');
    expect(idOf('Dreadnought (was Successor SSBN)')).toBe('P-dreadnought');
  });
  it('tells two projects of one name apart by what else the row says', () => {
    expect(idOf('IT', 'North')).toBe('P-north-it');
    expect(idOf('IT', 'South')).toBe('P-it');
  });
  it('is short and still apart for long names', () => {
    const [one, other] = [idOf(`${'long '.repeat(30)}a`), idOf(`${'long '.repeat(30)}b`)];
    expect(one).toMatch(/^P-long-.*~[0-9a-f]{8}$/u);
    expect(one).not.toBe(other);
    expect(one?.length).toBeLessThan(80);
  });
  it('is the text itself where it is a code of the right form', () => {
    const code = identifier({ columns: ['ID'], form: 'code', prefix: 'MW-', pattern: '^[A-Z]\\d{5}$' }, ['ID']);
    expect(code(' Q05388 ', [])).toEqual({ id: 'MW-Q05388' });
    expect(code('Q5', [])).toBeUndefined();
  });
  it('is none for a blank, or what cannot be an id', () => {
    expect(idOf('  ')).toBeUndefined();
    expect(identifier({ columns: ['ID'], form: 'code' }, ['ID'])('a/b', [])).toBeUndefined();
  });
});
