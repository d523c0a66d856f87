import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteReadStore, type ReadStore } from '@tabularium/read-store';
import { Holder, pause } from './holder';

let folder: string;
let views: ReadStore;
const holders: Holder[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabularium-holder-'));
  const file = join(folder, 'views.db');
  views = await openSqliteReadStore({ file, views: [], timeZone: 'UTC', today: () => '2026-01-01' });
});
afterEach(async () => {
  await Promise.all(holders.splice(0).map((holder) => holder.stop()));
  await views.close();
  rmSync(folder, { recursive: true });
});

const happened: string[] = [];
beforeEach(() => void happened.splice(0));

/** Holds one consumer and notes when its work begins and ends. */
const holder = (owner: string, alone = false): Holder => {
  const work = async (epoch: number, signal: AbortSignal): Promise<void> => {
    happened.push(`${owner} ${epoch}`);
    await pause(60_000, signal);
    happened.push(`${owner} ended`);
  };
  const made = new Holder(views, 'reminders', { owner, alone }, work, (error) => happened.push(String(error)));
  holders.push(made);
  return made;
};
const ownerNow = async () => (await views.consumers())[0]?.owner;
const until = async (condition: () => boolean): Promise<void> => {
  for (let tries = 0; !condition() && tries < 400; tries++) await pause(20, new AbortController().signal);
};

describe('a consumer', () => {
  it('is let go of when its holder stops, so that the next one has it at once', async () => {
    const [first, second] = [holder('ana'), holder('ben')];
    await first.start();
    await second.start();
    await first.stop();
    expect(await ownerNow()).not.toBe('ana');
    await until(() => happened.includes('ben 2'));
    expect(happened).toEqual(['ana 1', 'ana ended', 'ben 2']);
  });

  it('is held for longer than a lease by renewing it', async () => {
    const [first, second] = [holder('ana'), holder('ben')];
    await Promise.all([first.start(), second.start()]);
    await pause(4_500, new AbortController().signal);
    expect(happened).toHaveLength(1);
  }, 20_000);

  it('is no longer worked at by who has lost it, who then stands by', async () => {
    const first = holder('ana');
    await first.start();
    const epoch = await views.takeOver('reminders', 'ben');
    await until(() => happened.includes('ana ended'));
    expect(happened).toEqual(['ana 1', 'ana ended']);
    await views.release('reminders', epoch);
    await until(() => happened.includes('ana 3'));
    expect(happened).toEqual(['ana 1', 'ana ended', 'ana 3']);
  }, 20_000);

  it('is taken at once by who is alone, whoever died with it', async () => {
    await views.claim('reminders', 'the dead', 60_000);
    await holder('ana', true).start();
    expect(happened).toEqual(['ana 2']);
  });
});
