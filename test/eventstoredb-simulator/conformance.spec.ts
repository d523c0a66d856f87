import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chosenServer, versionOf } from './chosen-server';

jest.setTimeout(180_000);

const root = join(__dirname, '../..');
const program = join(root, '../shared/eventstoredb/conformance.cjs');
const isHere = existsSync(program);
if (!isHere)
  console.log('The questions a real EventStoreDB was asked are not here: nothing is compared with its answers');

/** Every question a real server was asked, asked of ours by the same program, which compares the answers. */
describe('the recorded answers of a real EventStoreDB', () => {
  (isHere || process.env['CI'] ? it : it.skip)('are those given here, every one', async () => {
    const recording = join(dirname(program), 'recorded/eventstore.json');
    const scenarios = Object.keys(JSON.parse(readFileSync(recording, 'utf8')) as object);
    const server = await chosenServer();
    try {
      const version = await versionOf(server.url);
      const { stdout } = await promisify(execFile)(process.execPath, [program, server.url], { cwd: root }).catch(
        (error: unknown) => error as { readonly stdout: string },
      );
      expect(`${version}: ${stdout.trim()}`).toBe(`${version}: conformance: ${scenarios.length} passed, 0 failed`);
    } finally {
      await server.stop();
    }
  });
});
