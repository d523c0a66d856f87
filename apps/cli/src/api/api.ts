/** What came back, whoever answered: the body is the text of the API, byte for byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The body as it came, for what is not text. */
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The API, behind a socket or in this process. Paths start with a slash and carry their query. */
export interface Api {
  /** Where it is, for people: an address or a folder. */
  readonly place: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The body is JSON text: whoever answers judges it. */
  post(path: string, json: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export type Query = readonly (readonly [name: string, value: string])[];

/** `/api/views/project%20x?asOf=…`: segments and values encoded, undefined values left out. */
export function pathOf(segments: readonly string[], query: Query = []): string {
  const path = `/${segments.map(encodeURIComponent).join('/')}`;
  const parameters = new URLSearchParams();
  for (const [name, value] of query) parameters.append(name, value);
  return query.length === 0 ? path : `${path}?${parameters.toString()}`;
}

/** The pairs whose value was given. */
export const given = (values: Readonly<Record<string, string | undefined>>): Query =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
