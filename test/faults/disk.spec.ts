import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './server-process';
import { playScene } from './scene';
import { failing, fillUp, smallDisk, type SystemCallFault } from './trouble';

const SEEN_WITHIN_MS = 10_000;
const STOPPED = /takes no more appends until it is opened again/;

const folder = mkdtempSync(join(tmpdir(), 'tabularium-disk-'));
beforeAll(build, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('A full disk: nothing is acknowledged that is not on it, questions go on, and so do commands when there is room', async () => {
  const disk = smallDisk(join(folder, 'full'), '24m');
  if (!disk) return console.log('No right to mount a small disk: the full disk is not tested');
  try {
    await playScene({ record: join(disk.path, 'record') }, async (one) => {
      const makeRoom = fillUp(disk.path);
      await one.expectRefusing(/disk is full/);
      await one.expectAnswers();
      makeRoom();
      await one.readinessWithin(SEEN_WITHIN_MS, 200);
      await one.work.acknowledgement();
      const makeRoomAgain = fillUp(disk.path);
      await one.expectRefusing(/disk is full/);
      await one.expectAnswers();
      await one.restart(makeRoomAgain);
      await one.expectNothingLost();
    });
  } finally {
    disk.unmount();
  }
}, 180_000);

const faults: Readonly<Record<string, SystemCallFault>> = {
  'Syncs that fail': { calls: 'fsync,fdatasync', error: 'EIO' },
  'Writes that fail': { calls: 'pwrite64', error: 'EIO' },
  'A disk that has become read-only': { calls: 'pwrite64,ftruncate', error: 'EROFS' },
};

describe.each(Object.entries(faults))('%s', (name, fault) => {
  it('nothing is acknowledged that is not on disk, questions go on, and the next process goes on', async () => {
    await playScene({ record: mkdtempSync(join(folder, 'calls-')) }, async (one) => {
      const mended = await failing(one.server.pid, fault);
      if (!mended) return console.log(`No strace here, or no right to use it: ${name} is not tested`);
      await one.expectRefusing(STOPPED);
      await one.expectAnswers();
      await mended();
      // Nobody knows what such a disk has kept: only a new process, which reads it, goes on.
      await one.expectRefusing(STOPPED);
      await one.expectAnswers();
      await one.restart(() => undefined);
      await one.expectNothingLost();
    });
  }, 180_000);
});
