import { existsSync } from 'node:fs';
import { EXIT, Failure } from '../exit';
import type { Io } from '../io';
import type { Api } from './api';
import { EngineApi, mintToken, openEngine } from './engine-api.adapter';
import { answers, HttpApi } from './http-api.adapter';
import type { Place } from './place';

/**
 * The running server if one answers, else the engine in this process on the data folder (whose lock keeps a second
 * process out). `creates`: the folder may be new. Throws Failure (exit 3).
 */
export async function connect(place: Place, io: Io, creates: boolean): Promise<Api> {
  if (place.onlyServer || (!place.onlyFolder && (await answers(place.url)))) {
    return new HttpApi(place.url, await tokenFor(place, (person) => mintToken(place.folder, person)));
  }
  if (!creates && !existsSync(place.folder)) throw nothingThere(place);
  if (!place.as && !place.token) throw noToken();
  return inProcess(place, io);
}

async function inProcess(place: Place, io: Io): Promise<Api> {
  const engine = await openEngine(place, io.env);
  try {
    const token = await tokenFor(place, (person) => engine.mintToken(person));
    await engine.caughtUp();
    return new EngineApi(place.folder, engine, token);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Who is named on the command line comes before what lies in the environment. */
async function tokenFor(place: Place, mint: (person: string) => Promise<string>): Promise<string> {
  if (place.as !== undefined) return mint(place.as);
  if (place.token !== undefined) return place.token;
  throw noToken();
}

const noToken = (): Failure =>
  new Failure(EXIT.unreachable, [
    'Who is asking? Say so in one of two ways:',
    '  --as <person>                          signs a short token with the key of the data folder, if you may read it',
    '  TABULARIUM_TOKEN=<token> tabularium …  a token you were given, or made with: tabularium token --as <person>',
  ]);

const nothingThere = ({ url, folder, onlyFolder }: Place): Failure =>
  new Failure(EXIT.unreachable, [
    onlyFolder ? `There is no record in ${folder}.` : `Nothing answers at ${url}, and there is no record in ${folder}.`,
    'Start one with: tabularium start    or name one with --url <address> or --folder <path>.',
  ]);
