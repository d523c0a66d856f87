import { faultsOf, instantiate, MAX_FAULTS } from './check';
import { Id, ListOf, MoneyField, Nested, OneOf, Text } from './fields';

class Author {
  @Id() readonly id!: string;
}

class Chapter {
  @Text({ max: 10 }) readonly title!: string;
  @Nested(() => Author, { optional: true }) readonly author?: Author;
}

class Book {
  @Text({ max: 10 }) readonly title!: string;
  @Text({ optional: true }) readonly subtitle?: string;
  @OneOf(['DRAFT', 'FINAL']) readonly state!: string;
  @MoneyField({ optional: true }) readonly price?: object;
  @ListOf(() => Chapter) readonly chapters!: readonly Chapter[];
}

const book = { title: 'A', state: 'DRAFT', chapters: [] };
const pointers = (body: unknown) => faultsOf(Book, body).map(({ pointer }) => pointer);

describe('the faults of a body', () => {
  it('are none when it is the message', () => {
    expect(faultsOf(Book, book)).toEqual([]);
  });

  it('are all listed, each with its place', () => {
    const body = {
      state: 'LOST',
      chapters: [{ title: 'A' }, { title: 'much too long' }],
      price: { minor: '1', ccy: 'X' },
    };
    expect(new Set(pointers(body))).toEqual(new Set(['/title', '/state', '/chapters/1/title', '/price/ccy']));
  });

  it('name a field the message does not have, escaped as a JSON Pointer', () => {
    expect(faultsOf(Book, { ...book, 'a/b~c': 1 })).toEqual([
      { pointer: '/a~1b~0c', message: 'is not a field of this message' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype'])(
    'name %s, though every object has such a member',
    (name) => {
      const body: unknown = JSON.parse(`{"title":"A","state":"DRAFT","chapters":[],"${name}":{}}`);
      expect(pointers(body)).toEqual([`/${name}`]);
    },
  );

  it('name a missing field though the prototype would answer for it', () => {
    const body: unknown = Object.create(book);
    expect(new Set(pointers(body))).toEqual(new Set(['/title', '/state', '/chapters']));
  });

  it('say null is not the same as left out', () => {
    expect(pointers({ ...book, subtitle: null })).toEqual(['/subtitle']);
  });

  it('stop at a number that does not buy a long answer', () => {
    const chapters = Array.from({ length: 400 }, () => ({ title: '' }));
    expect(faultsOf(Book, { ...book, chapters })).toHaveLength(MAX_FAULTS);
  });

  it.each([null, undefined, 1, 'text', [], [book], true])('are found in %j, which is no object', (body) => {
    expect(faultsOf(Book, body)).not.toEqual([]);
  });

  it('say which words there are', () => {
    expect(faultsOf(Book, { ...book, state: 'LOST' })).toEqual([
      { pointer: '/state', message: 'must be one of DRAFT, FINAL' },
    ]);
  });
});

describe('an instance', () => {
  const body = { ...book, chapters: [{ title: 'One', author: { id: 'ana' } }, { title: 'Two' }] };
  const instance = instantiate(Book, body);

  it('and what is nested in it is of the message’s classes', () => {
    expect(instance).toBeInstanceOf(Book);
    expect(instance.chapters[0]).toBeInstanceOf(Chapter);
    expect(instance.chapters[0]?.author).toBeInstanceOf(Author);
  });

  it('holds what the body held and nothing else, not even undefined', () => {
    expect(JSON.stringify(instance)).toBe(JSON.stringify(body));
    expect(Object.keys(instance)).toEqual(['title', 'state', 'chapters']);
    expect(Object.keys(instance.chapters[1] ?? {})).toEqual(['title']);
  });

  it('takes no field the message does not declare', () => {
    expect(instantiate(Book, { ...body, isAdmin: true })).not.toHaveProperty('isAdmin');
  });

  it('keeps its prototype whatever the body says', () => {
    const hostile = JSON.parse('{"title":"A","state":"DRAFT","chapters":[],"__proto__":{"x":1}}') as Record<
      string,
      unknown
    >;
    expect(Object.getPrototypeOf(instantiate(Book, hostile))).toBe(Book.prototype);
  });
});
