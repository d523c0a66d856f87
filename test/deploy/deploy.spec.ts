import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import Ajv from 'ajv';
import composeSchema from 'docker-compose/schema/compose-spec.json';
import { readSettings } from '@tabularium/engine';
import { parse } from 'yaml';

// No container can be run here: what is read is checked, and what can run without one is run.
const root = join(__dirname, '..', '..');
const deploy = join(root, 'deploy');
const textOf = (name: string): string => readFileSync(join(deploy, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'tabularium-deploy-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Service {
  readonly profiles: readonly string[];
  readonly image: string;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly env_file?: readonly { readonly path: string }[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, unknown>>;
}

const compose = parse(textOf('compose.yaml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const settingsIn = (name: string): readonly (readonly [string, string])[] =>
  [...textOf(name).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]);

describe('compose.yaml', () => {
  it('is what the Compose Specification allows', () => {
    const { $schema: _, ...schema } = composeSchema;
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names no volume, network or service that is not there', () => {
    for (const [name, { volumes = [], networks = [], depends_on = {}, profiles }] of services) {
      const named = volumes.map((volume) => volume.split(':')[0] ?? '').filter((source) => /^[a-z]/.test(source));
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
      const wanted = Array.isArray(networks) ? networks : Object.keys(networks);
      expect(['default', ...Object.keys(compose.networks)]).toEqual(expect.arrayContaining([...wanted]));
      for (const other of Object.keys(depends_on))
        expect([name, compose.services[other]?.profiles]).toEqual([name, expect.arrayContaining([...profiles])]);
    }
  });

  it('mounts only files of deploy/, and what is made there', () => {
    const made = /^\.\/(certificates|backup)(\/|$)|^\$\{TABULARIUM_BACKUP/;
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => volume.startsWith('.'));
    for (const volume of mounted.map((text) => text.split(':')[0] ?? '').filter((source) => !made.test(source)))
      expect([volume, existsSync(join(deploy, volume))]).toEqual([volume, true]);
  });

  it('has an example of every file of settings, with settings that the engine knows', () => {
    const files = new Set(services.flatMap(([, { env_file = [] }]) => env_file.map(({ path }) => path)));
    for (const file of files) expect([file, existsSync(join(deploy, `${file}.example`))]).toEqual([file, true]);
    const known = [...textOf('environment.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    const used = [...textOf('env/tabularium.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(known).toEqual(expect.arrayContaining(used));
    expect(used.length).toBeGreaterThan(3);
  });

  it('runs our own processes without rights and without a writable root', () => {
    const ours = services.filter(([, { image }]) => image.startsWith('tabularium:'));
    expect(ours.map(([name]) => name)).toEqual(['tabularium', 'api-1', 'api-2', 'projector-1', 'projector-2']);
    for (const [, { read_only, cap_drop }] of ours) expect([read_only, cap_drop]).toEqual([true, ['ALL']]);
  });

  it('publishes the proxy only, and lets it name the clients of those that stand behind it', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    expect(published).toEqual(['proxy', 'balancer']);
    for (const [name, upstreams] of [
      ['proxy', ['tabularium']],
      ['balancer', ['api-1', 'api-2']],
    ] as const) {
      const { environment, depends_on = {} } = compose.services[name] ?? {};
      expect(environment?.['TABULARIUM_UPSTREAMS']).toBe(upstreams.map((host) => `${host}:7400`).join(' '));
      expect(Object.keys(depends_on)).toEqual(upstreams);
      for (const host of upstreams)
        expect(compose.services[host]?.environment?.['TABULARIUM_PROXY']).toBe('uniquelocal');
    }
  });

  it('gives every process its role, with settings that the engine takes', () => {
    const roles = {
      tabularium: 'all',
      'api-1': 'api',
      'api-2': 'api',
      'projector-1': 'projector',
      'projector-2': 'projector',
    };
    for (const [name, role] of Object.entries(roles)) {
      const { environment, env_file = [], command } = compose.services[name] ?? ({} as Partial<Service>);
      const files = env_file.flatMap(({ path }) => settingsIn(`${path}.example`));
      // The program of the projector names its role itself.
      const own = command?.join(' ') === 'node dist/apps/projector/src/main.js' ? { TABULARIUM_ROLE: 'projector' } : {};
      const servers = role === 'all' ? {} : { EVENTSTOREDB_URL: 'esdb://a:b@kurrentdb-1' };
      expect(readSettings({ ...Object.fromEntries(files), ...servers, ...environment, ...own }).role).toBe(role);
    }
  });
});

describe('the Dockerfile', () => {
  const lines = textOf('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('runs as a user without rights, is asked whether it lives, and takes dist/ with its node_modules', () => {
    expect(last).toContain('USER node');
    expect(last.join('\n')).toMatch(/HEALTHCHECK .*\/health\/live/);
    expect(last).toContain('COPY --from=build /app/dist ./dist');
  });

  it('copies what is there and not kept out', () => {
    const allowed = textOf('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const copied = lines.filter((line) => /^COPY (?!--from)/.test(line));
    const sources = copied.flatMap((line) =>
      line
        .replace(/ --\S+/g, '')
        .split(' ')
        .slice(1, -1),
    );
    expect(sources.length).toBeGreaterThan(6);
    for (const source of sources)
      expect([source, existsSync(join(root, source)), allowed.includes(`!${source}`)]).toEqual([source, true, true]);
    expect(textOf('Dockerfile.dockerignore')).not.toMatch(/^[^#]*node_modules/m);
  });

  it('puts together a program that runs outside the checkout', () => {
    execFileSync(process.execPath, [join(root, 'tools', 'build.cjs')]);
    const app = join(folder, 'app');
    mkdirSync(app);
    cpSync(join(root, 'dist'), join(app, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(app, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
    const said = execFileSync(process.execPath, [join(app, 'dist/apps/cli/src/main.js'), '--version'], { cwd: app });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    expect(String(said).trim()).toBe(version);
  }, 120_000);
});

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('the scripts', () => {
  it.each(['certificates.sh', 'tabularium.sh', 'postgresql/roles.sh'])(
    '%s can be run, and is a shell script',
    (name) => {
      expect(statSync(join(deploy, name)).mode & 0o111).toBe(0o111);
      execFileSync('sh', ['-n', join(deploy, name)]);
    },
  );

  const withOpenssl = has('openssl') ? it : it.skip;
  if (!has('openssl')) console.log('There is no openssl: certificates.sh is not run');

  withOpenssl(
    'certificates.sh makes a certificate for each node, signed by an authority whose key stays apart',
    () => {
      const made = join(folder, 'certificates');
      const run = () => execFileSync(join(deploy, 'certificates.sh'), [made]);
      run();
      const authority = new X509Certificate(readFileSync(join(made, 'ca', 'ca.crt')));
      expect([authority.ca, readdirSync(join(made, 'ca'))]).toEqual([true, ['ca.crt']]);
      const files = [1, 2, 3].map((n) => join(made, `kurrentdb-${n}`));
      const certificates = files.map((node) => new X509Certificate(readFileSync(join(node, 'node.crt'))));
      certificates.forEach((certificate, i) => {
        expect(certificate.verify(authority.publicKey)).toBe(true);
        expect([certificate.checkHost(`kurrentdb-${i + 1}`), certificate.checkIP(`172.30.240.1${i + 1}`)]).toEqual([
          `kurrentdb-${i + 1}`,
          `172.30.240.1${i + 1}`,
        ]);
        expect(statSync(join(files[i]!, 'node.key')).mode & 0o777).toBe(0o600);
      });
      run();
      const again = files.map((node) => new X509Certificate(readFileSync(join(node, 'node.crt'))).serialNumber);
      expect(again).toEqual(certificates.map(({ serialNumber }) => serialNumber));
    },
    120_000,
  );
});

describe('the runbooks', () => {
  const names = readdirSync(join(root, 'docs', 'runbooks'));

  it('are there for every occasion', () => {
    for (const occasion of ['start', 'upgrade', 'backup', 'restore', 'move', 'rebuild', 'disk-full', 'node-lost'])
      expect(names).toContain(`${occasion}.md`);
  });

  it('point to files that are there', () => {
    const pages = [...names.map((name) => `docs/runbooks/${name}`), 'deploy/README.md', 'docs/guides/operations.md'];
    for (const page of pages)
      for (const [, link = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
        expect([page, link, existsSync(normalize(join(root, page, '..', link)))]).toEqual([page, link, true]);
  });
});
