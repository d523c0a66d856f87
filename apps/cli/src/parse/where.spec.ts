import { whereOf } from './where';

describe('a condition', () => {
  it.each([
    ['unit=Transport', ['unit', 'Transport']],
    ['name=a=b', ['name', 'a=b']],
    ['endsOn>=2026-01-01', ['endsOn.gte', '2026-01-01']],
    ['endsOn<=2026-01-01', ['endsOn.lte', '2026-01-01']],
    ['name~rail', ['name.like', 'rail']],
    ['sponsor=', ['sponsor', '']],
  ])('%s asks for %j', (text, pair) => {
    expect(whereOf(text)).toEqual(pair);
  });
  it.each(['unit', '=x', 'a b=c', ''])('%j is none, and the words say how to write one', (text) => {
    expect(() => whereOf(text)).toThrow('column=value');
  });
});
