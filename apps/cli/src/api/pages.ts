import type { Page as StorePage } from '@tabularium/read-store';
import { read, type Read } from './answers.adapter';
import { pathOf, type Api, type Query } from './api';

export interface Page extends StorePage {
  readonly limit: number;
  readonly offset: number;
}

/** Rows asked for at once when all are wanted. */
const LARGEST_PAGE = 1_000;

export const noView = (view: string): string => `There is no view ${view}; tabularium views lists them.`;

/** The words for a view, or a row of it, that is not there. */
export const noRow = (view: string, key: string): string => `There is no ${key} in ${view} then, or no such view.`;

export const page = async (api: Api, view: string, query: Query): Promise<Read<Page>> =>
  read<Page>(await api.get(pathOf(['api', 'views', view], query)), noView(view));

/** Every matching row, page by page, all on the basis of the first: what is recorded meanwhile changes nothing. */
async function* pages(api: Api, view: string, query: Query): AsyncGenerator<Page> {
  const limit = ['limit', String(LARGEST_PAGE)] as const;
  const first = await page(api, view, [...query, limit]);
  yield first.value;
  const { basis, total } = first.value;
  const unbased = query.filter(([name]) => name !== 'asOf' && name !== 'knownAt');
  const pinned: Query = [...unbased, limit, ['asOf', basis.asOf], ['knownAt', String(basis.logIndex)]];
  for (let offset = first.value.rows.length; offset < total; offset += LARGEST_PAGE) {
    yield (await page(api, view, [...pinned, ['offset', String(offset)]])).value;
  }
}

/** All of it as one page, as if the API had no limit. */
export async function wholePage(api: Api, view: string, query: Query): Promise<Page> {
  const parts: Page[] = [];
  for await (const part of pages(api, view, query)) parts.push(part);
  const [first] = parts;
  if (!first) throw new Error(`${view} gave no page`);
  const rows = parts.flatMap((part) => part.rows);
  return { ...first, limit: rows.length, rows };
}
