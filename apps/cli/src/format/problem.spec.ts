import { exitFor, problemLines } from './problem';

describe('a refused request in plain words', () => {
  it('lists every fault of a malformed one', () => {
    const faults = [
      { pointer: '/name', message: 'is missing' },
      { pointer: '', message: 'must be object' },
    ];
    expect(problemLines(400, { detail: 'The body is malformed', faults })).toEqual([
      'The body is malformed',
      '  /name is missing',
      '  / must be object',
    ]);
  });
  it('names code and words of a refusal', () => {
    const problem = { title: 'Conflict', detail: 'Nobody gives a role to themselves', code: 'SOD_SELF_GRANT' };
    expect(problemLines(409, problem)).toEqual(['Refused (SOD_SELF_GRANT): Nobody gives a role to themselves']);
  });
  it('says what to do without a valid token', () => {
    expect(problemLines(401, { title: 'Not signed in' }).at(-1)).toContain('token');
  });
  it('gives the reference of a fault', () => {
    expect(problemLines(500, { title: 'A fault', correlationId: 'c-1' }).at(-1)).toContain('c-1');
  });
  it.each([
    [400, 2],
    [404, 2],
    [422, 2],
    [401, 3],
    [403, 3],
    [409, 1],
    [412, 1],
    [429, 3],
    [503, 3],
    [500, 70],
  ])('status %i ends with %i', (status, exit) => {
    expect(exitFor(status)).toBe(exit);
  });
});
