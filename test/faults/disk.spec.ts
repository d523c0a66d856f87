import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client';
import { build, cli, ServerProcess } from './server-process';
import { failing, fillUp, smallDisk, type SystemCallFault } from './trouble';
import { nothingFound, Work } from './work';

/** For commands that are refused, and until it is said; F5 of a disk that is full. */
const REFUSED_WITHIN_MS = 1_000;
const SEEN_WITHIN_MS = 10_000;
const seed = Date.now() % 1_000_000_000;

const folder = mkdtempSync(join(tmpdir(), 'tabularium-disk-'));
beforeAll(build, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server and writers on it, in a folder of its own. */
class Scene {
  readonly work: Work;
  server: ServerProcess;

  constructor(record: string) {
    this.work = new Work({
      folder: mkdtempSync(join(folder, 'journal-')),
      record,
      writers: 20,
      seed,
      rounds: 4,
      unavailableMeansLater: true,
    });
    this.server = ServerProcess.start(this.work.record);
  }

  get client(): Client {
    if (!this.server.client) throw new Error('The server is not there');
    return this.server.client;
  }

  async begin(): Promise<void> {
    this.work.site.up(await this.server.ready());
    await this.work.begin();
    await this.work.acknowledgement();
  }

  /** Commands are refused soon and say when to come again, questions are answered, and readiness says why. */
  async expectRefusing(why: RegExp): Promise<void> {
    expect(await this.saysWithin(SEEN_WITHIN_MS, 503)).toMatch(why);
    const since = performance.now();
    const answer = await this.client.post(
      '/api/person/nobody/register-person',
      { name: 'No one', unit: 'PMO' },
      headers(this.work),
    );
    expect(performance.now() - since).toBeLessThan(REFUSED_WITHIN_MS);
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.any(String), body: { code: 'STORE_UNAVAILABLE' } });
    for (const path of ['/api/views/people?limit=1', '/api/events?limit=1', '/api/streams/person-ana', '/health/live'])
      expect([path, (await this.client.get(path, this.work.token))?.status]).toEqual([path, 200]);
  }

  /** What readiness says is wrong, once it answers with this status. */
  async saysWithin(ms: number, status: number): Promise<string> {
    for (const end = performance.now() + ms; performance.now() < end; await sleep(20)) {
      const reply = await this.client.get('/health/ready');
      if (reply?.status === status) return `${String(reply.body['recordingFault'])} ${String(reply.body['fault'])}`;
    }
    throw new Error(`Readiness did not answer ${status} within ${ms} ms`);
  }

  /** kill -9, and a new process on the same folder, for the same writers. */
  async restart(meanwhile: () => unknown): Promise<void> {
    const { site } = this.work;
    site.down(this.client);
    await this.server.kill();
    await meanwhile();
    this.server = ServerProcess.start(this.work.record);
    site.up(await this.server.ready());
    site.round++;
  }

  async expectNothingLost(): Promise<void> {
    await this.work.acknowledgement();
    await this.work.end();
    const { findings, replays, log, journal } = await this.work.judged();
    expect(findings).toEqual(nothingFound);
    expect(this.work.tally.wrong).toEqual([]);
    expect(replays.filter(({ equal }) => !equal)).toEqual([]);
    expect(journal.length).toBeGreaterThan(20);
    expect(await this.server.stop()).toBe(0);
    const verified = JSON.parse(await cli('verify-store', '--json', '--folder', this.work.record)) as object;
    expect(verified).toMatchObject({ events: log.length, faults: [] });
  }

  /** Whatever became of the test. */
  async clear(): Promise<void> {
    await this.work.abandon();
    await this.server.kill();
  }
}

const headers = ({ token }: Work) => ({ authorization: `Bearer ${token}`, 'idempotency-key': 'nobody' });

async function scene(place: string, play: (scene: Scene) => Promise<void>): Promise<void> {
  const one = new Scene(place);
  try {
    await one.begin();
    await play(one);
  } finally {
    await one.clear();
  }
}

it('A full disk: nothing is acknowledged that is not on it, questions go on, and so do commands when there is room', async () => {
  const disk = smallDisk(join(folder, 'full'), '24m');
  if (!disk) return console.log('No right to mount a small disk: the full disk is not tested');
  try {
    await scene(join(disk.path, 'record'), async (one) => {
      const makeRoom = fillUp(disk.path);
      await one.expectRefusing(/disk is full/);
      makeRoom();
      await one.saysWithin(SEEN_WITHIN_MS, 200);
      await one.work.acknowledgement();
      const makeRoomAgain = fillUp(disk.path);
      await one.expectRefusing(/disk is full/);
      await one.restart(makeRoomAgain);
      await one.expectNothingLost();
    });
  } finally {
    disk.unmount();
  }
}, 60_000);

const faults: Readonly<Record<string, SystemCallFault>> = {
  'Syncs that fail': { calls: 'fsync,fdatasync', error: 'EIO' },
  'Writes that fail': { calls: 'pwrite64', error: 'EIO' },
  'A disk that has become read-only': { calls: 'pwrite64,ftruncate', error: 'EROFS' },
};

describe.each(Object.entries(faults))('%s', (name, fault) => {
  it('nothing is acknowledged that is not on disk, questions go on, and the next process goes on', async () => {
    await scene(mkdtempSync(join(folder, 'calls-')), async (one) => {
      const mended = await failing(one.server.pid, fault);
      if (!mended) return console.log(`No strace here, or no right to use it: ${name} is not tested`);
      await one.expectRefusing(/takes no more appends until it is opened again/);
      await mended();
      // Nobody knows what such a disk has kept: only a new process, which reads it, goes on.
      await one.expectRefusing(/takes no more appends until it is opened again/);
      await one.restart(() => undefined);
      await one.expectNothingLost();
    });
  }, 60_000);
});
