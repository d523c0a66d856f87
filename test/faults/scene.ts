import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ReplyBody } from './client';
import { cli, ServerProcess, type Environment } from './server-process';
import { nothingFound, Work } from './work';

/** For commands that are refused. */
const REFUSED_WITHIN_MS = 1_000;
/** Until readiness says so. */
const SEEN_WITHIN_MS = 10_000;
const WRITERS = 20;

export interface SceneOptions {
  /** Data folder; a new one unless given. */
  readonly record?: string;
  readonly environment?: Environment;
  /** Until a command that cannot be recorded is refused; one second unless said. */
  readonly refusedWithinMs?: number;
}

/** A server with writers on it, and what is to be seen from outside while something is wrong. */
export class Scene {
  readonly work: Work;
  server: ServerProcess;

  constructor(
    folder: string,
    private readonly options: SceneOptions,
  ) {
    const { record = join(folder, 'record') } = options;
    const seed = Date.now() % 1_000_000_000;
    this.work = new Work({ folder, record, writers: WRITERS, seed, rounds: 25, unavailableMeansLater: true });
    this.server = this.start();
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

  /** Commands are refused soon and say when to come again, and readiness says why. */
  async expectRefusing(why: RegExp, code = 'STORE_UNAVAILABLE'): Promise<void> {
    expect(await this.reasonWithin(SEEN_WITHIN_MS, why)).toMatch(why);
    const { token } = this.work;
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'nobody' };
    const since = performance.now();
    const body = { name: 'No one', unit: 'PMO' };
    const answer = await this.client.post('/api/person/nobody/register-person', body, headers);
    expect(performance.now() - since).toBeLessThan(this.options.refusedWithinMs ?? REFUSED_WITHIN_MS);
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.any(String), body: { code } });
  }

  async expectAnswers(): Promise<void> {
    const { token } = this.work;
    for (const path of ['/api/views/people?limit=1', '/api/events?limit=1', '/health/live'])
      expect([path, (await this.client.get(path, token))?.status]).toEqual([path, 200]);
  }

  /** What readiness says, once it answers with this status. */
  async readinessWithin(ms: number, status: number): Promise<ReplyBody> {
    for (const end = performance.now() + ms; performance.now() < end; await sleep(20)) {
      const reply = await this.client.get('/health/ready');
      if (reply?.status === status) return reply.body;
    }
    throw new Error(`Readiness did not answer ${status} within ${ms} ms`);
  }

  /** kill -9, and a new process on the same folder, for the same writers. */
  async restart(meanwhile: () => unknown): Promise<void> {
    const { site } = this.work;
    site.down(this.client);
    await this.server.kill();
    await meanwhile();
    this.server = this.start();
    site.up(await this.server.ready());
    site.round++;
  }

  /** Ends the work; resolves with the log. */
  async expectNothingLost() {
    await this.work.acknowledgement();
    await this.work.end();
    const { findings, replays, log, journal } = await this.work.judged();
    expect(findings).toEqual(nothingFound);
    expect(this.work.tally.wrong).toEqual([]);
    expect(replays.filter(({ equal }) => !equal)).toEqual([]);
    expect(journal.length).toBeGreaterThan(WRITERS);
    expect(await this.server.stop()).toBe(0);
    if (!this.options.environment?.['EVENTSTOREDB_URL']) {
      const verified = JSON.parse(await cli('verify-store', '--json', '--folder', this.work.record)) as object;
      expect(verified).toMatchObject({ events: log.length, faults: [] });
    }
    return log;
  }

  /** Whatever became of the test. */
  async clear(): Promise<void> {
    await this.work.abandon();
    await this.server.kill();
  }

  /** Why readiness says no, once it gives this reason; else what it said last. */
  private async reasonWithin(ms: number, why: RegExp): Promise<string> {
    let reason = 'none';
    for (const end = performance.now() + ms; performance.now() < end && !why.test(reason); await sleep(20)) {
      const { recordingFault, fault } = await this.readinessWithin(ms, 503);
      reason = `${String(recordingFault)} ${String(fault)}`;
    }
    return reason;
  }

  private start(): ServerProcess {
    return ServerProcess.start(this.work.record, this.options.environment);
  }
}

/** A scene from its first acknowledgements on. */
export async function playScene(options: SceneOptions, play: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-scene-'));
  const scene = new Scene(folder, options);
  try {
    await scene.begin();
    await play(scene);
  } finally {
    await scene.clear();
    rmSync(folder, { recursive: true, force: true });
  }
}
