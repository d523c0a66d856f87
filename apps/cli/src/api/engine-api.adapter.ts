import { existsSync } from 'node:fs';
import type { Engine, Settings } from '@tabularium/engine';

import { EXIT, Failure } from '../exit';
import type { Io } from '../io';
import { loadEngine, loadIdentity, loadSample } from '../lazy.adapter';
import type { Answer, Api } from './api';
import type { Place } from './place';

export type { Engine };

/** The engine in this process, asked as a server would be. */
export class EngineApi implements Api {
  constructor(
    readonly place: string,
    private readonly engine: Engine,
    private readonly token: string,
  ) {}

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.engine.inject({ method: 'GET', path, headers: this.headers(headers) });
  }

  async post(path: string, json: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const all = { 'content-type': 'application/json', ...headers };
    return this.engine.inject({ method: 'POST', path, headers: this.headers(all), body: json });
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private headers(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    return { ...more, authorization: `Bearer ${this.token}` };
  }
}

/** Opens the engine on the folder of the place; quiet, unless the environment asks for its log. Throws Failure (exit 2 or 3). */
export const openEngine = (place: Place, env: Io['env']): Promise<Engine> =>
  opened(place, { TABULARIUM_LOG_LEVEL: 'silent', ...env }, (settings) => loadEngine().createEngine({ settings }));

/** The same for a server: waits for its servers, logs warnings, and plays the sample portfolio into a new record if the environment wants it. */
export const openServer = (
  place: Place,
  env: Io['env'],
  onProgress: (done: number, of: number) => void,
): Promise<Engine> =>
  opened(place, { TABULARIUM_LOG_LEVEL: 'warn', ...env }, (settings) =>
    loadEngine().whenServersAnswer(settings, () => loadSample().startWithSample(settings, { onProgress })),
  );

async function opened(place: Place, env: Io['env'], open: (settings: Settings) => Promise<Engine>): Promise<Engine> {
  try {
    return await open(loadEngine().readSettings({ ...env, TABULARIUM_DATA: place.folder }));
  } catch (error) {
    throw cannotOpen(place, error);
  }
}

/** A token signed with the key of the folder; for a server that runs on the same folder. Throws Failure (exit 3 or 2). */
export async function mintToken(folder: string, person: string, seconds?: number): Promise<string> {
  if (!existsSync(folder)) {
    throw new Failure(EXIT.unreachable, [
      `There is no data folder ${folder}, so no token can be signed for ${person}.`,
    ]);
  }
  const { openTokens } = loadIdentity();
  try {
    return await openTokens(folder).mint(person, seconds);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Failure(error instanceof RangeError ? EXIT.usage : EXIT.unreachable, [words]);
  }
}

function cannotOpen(place: Place, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'SettingsInvalid') return new Failure(EXIT.usage, error.message.split('\n'));
  if (error.name === 'LogChanged') return new Failure(EXIT.unreachable, [error.message]);
  if (error.name !== 'StoreUnavailable') return error;
  return new Failure(EXIT.unreachable, [
    error.message,
    `Nothing answers at ${place.url}. If the folder belongs to a running server, name its address with --url or TABULARIUM_PORT.`,
  ]);
}
