import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEventStoreDb } from '../src/index';
import { Scene } from '../src/contract-suite/scene';
import { Simulator } from '../../../test/eventstoredb-simulator/simulator';
import { temporaryFolder } from './child';

jest.setTimeout(60_000);

const [folder, remove] = temporaryFolder();
const certificate = join(folder, 'ca.pem');
const key = join(folder, 'key.pem');
const hasOpenssl = makeCertificate();
if (!hasOpenssl) console.log('There is no openssl here: TLS to an EventStoreDB is not tried');
afterAll(remove);

async function once(url: string): Promise<unknown> {
  const store = openEventStoreDb({ url, deadlineMs: 3_000 });
  try {
    const s = new Scene(store);
    await s.append('a', 'no_stream', 1);
    return await s.named('a');
  } catch (error) {
    return error;
  } finally {
    await store.close();
  }
}

describe('An EventStoreDB (simulator) is reached', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = new Simulator();
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  it.each(['esdb', 'kurrentdb', 'esdb+discover', 'kurrentdb+discover'])('by %s://', async (protocol) => {
    expect(await once(`${protocol}://127.0.0.1:${simulator.port}?tls=false`)).toEqual(['1']);
  });

  it('by several seeds, of which one is dead', async () => {
    expect(await once(`esdb://127.0.0.1:1,127.0.0.1:${simulator.port}?tls=false`)).toEqual(['1']);
  });

  it('not where no seed answers, which is said in time and without secrets', async () => {
    const fault = await once('esdb://ana:hush@127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=2');
    expect(fault).toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
    expect(JSON.stringify([String(fault), fault])).not.toContain('hush');
  });
});

(hasOpenssl ? describe : describe.skip)('An EventStoreDB (simulator) with TLS', () => {
  let simulator: Simulator;
  const url = (user: string, more = `&tlsCAFile=${encodeURIComponent(certificate)}`): string =>
    `esdb://${user}@localhost:${simulator.port}?tls=true${more}`;
  beforeAll(async () => {
    simulator = new Simulator({
      tls: { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') },
      user: { name: 'wri:ter', password: 'p@ss/wörd%' },
    });
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  it('takes user and password from the connection string, percent-encoded', async () => {
    expect(await once(url('wri%3Ater:p%40ss%2Fw%C3%B6rd%25'))).toEqual(['1']);
  });

  it('refuses another password, and the error does not tell it', async () => {
    const fault = await once(url('wri%3Ater:hush'));
    expect(fault).toMatchObject({ name: 'StoreUnavailable', message: expect.stringContaining('refuses the user') });
    expect(JSON.stringify([String(fault), fault])).not.toContain('hush');
  });

  it('is not trusted without its authority', async () => {
    expect(await once(url('wri%3Ater:p%40ss%2Fw%C3%B6rd%25', ''))).toMatchObject({ name: 'StoreUnavailable' });
  });
});

function makeCertificate(): boolean {
  writeFileSync(key, '');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
  try {
    execFileSync('openssl', [...make, ...subject], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
