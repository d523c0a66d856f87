import type { Api } from './api';
import { wholePage } from './pages';

const rows = Array.from({ length: 2_500 }, (_, n) => ({ key: `k${String(n).padStart(4, '0')}`, cause: n, row: {} }));

/** An API with 2,500 rows whose log grows by one event with every question. */
function growing(): Api & { readonly asked: URLSearchParams[] } {
  const asked: URLSearchParams[] = [];
  const get = async (path: string) => {
    const query = new URL(path, 'http://x').searchParams;
    asked.push(query);
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset') ?? 0)];
    const basis = { logIndex: 2_499 + asked.length, knownAt: null, asOf: '2026-01-01T23:59:59.999Z' };
    const body = { basis, rows: rows.slice(offset, offset + limit), total: rows.length, limit, offset };
    const text = JSON.stringify(body);
    return { status: 200, headers: {}, body: text, bytes: Buffer.from(text) };
  };
  return { place: 'here', asked, get, post: get, close: async () => undefined };
}

describe('all pages of a view', () => {
  it('hold every row once, in order', async () => {
    expect((await wholePage(growing(), 'projects', [])).rows).toEqual(rows);
  });
  it('are all asked on the basis of the first', async () => {
    const api = growing();
    await wholePage(api, 'projects', [
      ['asOf', '2026-01-01'],
      ['unit', 'Roads'],
    ]);
    const [first, ...others] = api.asked.map((query) => [query.get('asOf'), query.get('knownAt'), query.get('unit')]);
    expect(first).toEqual(['2026-01-01', null, 'Roads']);
    expect(others).toEqual(Array(2).fill(['2026-01-01T23:59:59.999Z', '2500', 'Roads']));
  });
});
