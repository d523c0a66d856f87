import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../apps/cli/src/io';
import { TestServer } from './api-server';
import { tabularium } from './command-line';

const HEADING = 'Northwick projects;;;;;;\nRef;Project;Owner;Status;Budget;Finish;Approved\n';
const RETURNS = {
  'northwick-2023.csv': `${HEADING}NW-01;River bridge;Roads;green;1250,5;30/06/25;12/03/2022\nNW-02;Town hall;Estates;amber;withheld;end of 2024;\n`,
  'northwick-2024.csv': `${HEADING}NW-01;River bridge;Roads;red;1400;31/12/26;12/03/2022\n`,
};
const MAPPING = {
  source: 'northwick',
  title: 'Northwick spring returns',
  portfolio: { id: 'NW', name: 'Northwick projects', currency: 'GBP' },
  files: [
    { name: 'northwick-2023.csv', returnOn: '2023-03-31' },
    { name: 'northwick-2024.csv', returnOn: '2024-03-31' },
  ],
  table: { delimiter: ';', headerRow: 2 },
  notStated: ['withheld'],
  identity: { columns: ['Ref'], form: 'code' },
  fields: {
    name: { column: 'Project' },
    unit: { column: 'Owner' },
    wholeLifeCost: { column: 'Budget', unit: 'thousands', decimal: ',' },
    endsOn: { column: 'Finish', formats: ['D/M/YY'], pivot: 2000 },
  },
  confidence: [
    {
      assessor: 'Project board',
      rating: { column: 'Status', scale: 'DCA-3', words: { green: 'GREEN', amber: 'AMBER', red: 'RED' } },
    },
  ],
  milestones: [{ name: 'Board approval', column: 'Approved', formats: ['D/M/YYYY'] }],
  missingNextTime: 'departed',
};

/** Nothing listens there. */
const NOBODY = '1';
const work = mkdtempSync(join(tmpdir(), 'tabularium-cli-'));
const file = (name: string) => join(work, name);
for (const [name, text] of Object.entries(RETURNS)) writeFileSync(file(name), text);
writeFileSync(file('mapping.json'), JSON.stringify(MAPPING));
const imported = ['import', ...Object.keys(RETURNS).map(file), '--mapping', file('mapping.json')];

afterAll(() => rmSync(work, { recursive: true }));

describe('tabularium beside a running server', () => {
  let server: TestServer;
  let env: Io['env'];
  const director = (...args: readonly string[]) => tabularium(env, [...args, '--as', 'director']);

  beforeAll(async () => {
    server = await TestServer.start();
    const { port } = new URL(await server.engine.listen());
    env = { TABULARIUM_PORT: port, TABULARIUM_DATA: server.folder };
  });
  afterAll(() => server.stop());

  it('says who there is', async () => {
    const { exit, out } = await director('people');
    expect([exit, out]).toEqual([0, expect.stringContaining('PMO_DIRECTOR')]);
  });
  it('signs tokens that the server takes', async () => {
    const { out } = await director('token', '--ttl', '1m');
    const asked = await tabularium({ ...env, TABULARIUM_TOKEN: out.trim() }, ['views', 'people']);
    expect([asked.exit, asked.out]).toEqual([0, expect.stringContaining('Department or unit')]);
  });
  it('says both ways to name who is asking', async () => {
    const { exit, out, err } = await tabularium(env, ['people']);
    expect([exit, out]).toEqual([3, '']);
    expect(err).toMatch(/--as <person>[\s\S]*TABULARIUM_TOKEN/);
  });
  it('says that a token is not valid, and that a person may not', async () => {
    const stranger = await tabularium({ ...env, TABULARIUM_TOKEN: 'x' }, ['people']);
    const nobody = await tabularium(env, ['people', '--as', 'nobody']);
    expect([stranger.exit, stranger.err]).toEqual([3, expect.stringContaining('token')]);
    expect([nobody.exit, nobody.err]).toEqual([3, expect.stringContaining('roles do not allow')]);
  });

  it('sends a command, from the line, from a file and from stdin, and does nothing twice', async () => {
    const data = JSON.stringify({ name: 'Ada Lovelace', unit: 'Analysis' });
    writeFileSync(file('person.json'), data);
    const once = ['do', 'person', 'ada', 'RegisterPerson', '--command-id', 'first-time'];
    const first = await director(...once, '--data', data);
    const again = await director(...once, '--data', data);
    const fromFile = await director('do', 'person', 'ben', 'register-person', '--data', `@${file('person.json')}`);
    const piped = await tabularium(
      env,
      ['do', 'person', 'cy', 'register-person', '--data', '-', '--as', 'director'],
      data,
    );
    expect([first, again, fromFile, piped].map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(first.out).toContain('person-ada');
    expect(again.out).toContain('earlier');
  });
  it('shows every fault of a malformed command, and ends with 2', async () => {
    const { exit, out, err } = await director('do', 'person', 'dot', 'register-person', '--data', '{"nme":"Dot"}');
    expect([exit, out]).toEqual([2, '']);
    for (const fault of ['/name is missing', '/unit is missing', '/nme is not a field']) expect(err).toContain(fault);
    expect((await director('do', 'person', 'dot', 'register-person', '--data', '{')).exit).toBe(2);
    expect((await director('do', 'person', 'dot', 'sing')).err).toBe('There is no command sing of person.\n');
  });
  it('shows code and words of a refusal, and ends with 1', async () => {
    const { exit, err } = await director('do', 'person', 'director', 'grant-role', '--data', '{"role":"AUDITOR"}');
    expect([exit, err]).toEqual([1, 'Refused (SOD_SELF_GRANT): Nobody gives a role or a limit to themselves\n']);
  });
  it('shows a lost race, and ends with 1', async () => {
    const data = '{"role":"PMO_ANALYST"}';
    const { exit, err } = await director('do', 'person', 'ada', 'grant-role', '--data', data, '--if-revision', '7');
    expect([exit, err]).toEqual([1, expect.stringContaining('Somebody was first')]);
  });

  it('foresees an import without sending anything', async () => {
    const { exit, out } = await director(...imported, '--dry-run');
    expect([exit, out]).toEqual([0, expect.stringContaining('Dry run, nothing sent')]);
    expect((await director('show', 'legacy-returns')).out).toContain('0 rows');
  });
  it('stops an import when interrupted, says how to go on, and ends with 4', async () => {
    const { exit, err } = await tabularium(env, [...imported, '--as', 'director'], '', AbortSignal.abort());
    expect([exit, err]).toEqual([4, expect.stringContaining('The same command again goes on')]);
    expect((await director('show', 'legacy-returns')).out).toContain('0 rows');
  });
  it('imports, tells what it could not read, and adds nothing the second time', async () => {
    const { exit, out } = await director(...imported, '--report', file('report.csv'));
    expect(exit).toBe(0);
    expect(out).toMatch(/northwick-2023\.csv\s+4\s+Finish\s+end of 2024/);
    expect(out).toMatch(/NW-02\s+2024-03-31/);
    expect(readFileSync(file('report.csv'), 'utf8')).toContain('unreadable,,northwick-2023.csv,4,Finish,end of 2024');
    expect((await director(...imported)).out).toContain(', 0 facts added,');
  });
  it('lists every fault of a mapping, and names a file that is not there', async () => {
    writeFileSync(file('bad.json'), JSON.stringify({ ...MAPPING, source: '', colour: 'red' }));
    const bad = await director('import', file('northwick-2023.csv'), '--mapping', file('bad.json'));
    expect([bad.exit, bad.err]).toEqual([
      2,
      expect.stringMatching(/is no mapping:[\s\S]*\/source[\s\S]*\/colour|\/colour[\s\S]*\/source/),
    ]);
    const missing = await director('import', file('nowhere.csv'), '--mapping', file('mapping.json'));
    expect([missing.exit, missing.err]).toEqual([2, expect.stringContaining('nowhere.csv cannot be read')]);
  });

  const figures = ['show', 'project-register', '--columns', 'key,wholeLifeCost,endsOn,confidence'];
  it('shows the register as of one year and the next', async () => {
    const early = await director(...figures, '--as-of', '2023-12-31');
    const late = await director(...figures, '--as-of', '2024-12-31');
    expect(early.out).toMatch(/NW-01 +£1,250,500\.00 +2025-06-30 +GREEN/);
    expect(early.out).toContain('NW-02');
    expect(early.out).toContain('2 rows; as of 2023-12-31T23:59:59.999Z, known at');
    expect(late.out).toMatch(/NW-01 +£1,400,000\.00 +2026-12-31 +RED/);
    expect(late.out).not.toContain('NW-02');
  });
  it('shows nothing of it as known before the import', async () => {
    const { out } = await director(...figures, '--as-of', '2024-12-31', '--known-at', '1');
    expect(out).toMatch(/^0 rows; .*log index 1\n$/);
  });
  it('filters, sorts and counts', async () => {
    const { out } = await director(...figures, '--as-of', '2023-12-31', '--sort', '-key', '--limit', '1');
    expect(out).toContain('1 of 2 rows');
    expect(out).toContain('NW-02');
    const filtered = await director(
      ...figures,
      '--as-of',
      '2023-12-31',
      '--where',
      'unit=Roads',
      '--where',
      'name~BRIDGE',
    );
    expect(filtered.out).toContain('1 row;');
  });
  it('gives programs the body of the API as it is', async () => {
    const { out } = await director('show', 'project-register', 'NW-01', '--as-of', '2023-12-31', '--json');
    const { body } = await server.get('/api/views/project-register/NW-01?asOf=2023-12-31');
    expect(JSON.parse(out)).toEqual(body);
  });
  it('gathers all pages of the API into one', async () => {
    const { out } = await director('show', 'project-register', '--as-of', '2023-12-31', '--all', '--json');
    expect(JSON.parse(out)).toMatchObject({ total: 2, rows: [{ key: 'NW-01' }, { key: 'NW-02' }] });
  });
  it('shows the history of a row', async () => {
    const { out } = await director('history', 'project-register', 'NW-01');
    expect(out).toMatch(/2024-03-31 .*confidence: GREEN → RED/);
  });
  it('shows what is different between two dates', async () => {
    const { out } = await director('diff', 'project-register', '--from', '2023-12-31', '--to', '2024-12-31');
    expect(out).toMatch(/NW-01 +changed +wholeLifeCost +£1,250,500\.00 +£1,400,000\.00/);
    expect(out).toMatch(/NW-02 +removed/);
  });
  it('says why a figure is what it is: the event, who, by what right, from which row of which file', async () => {
    const { out } = await director('why', 'project-register', 'NW-01', 'wholeLifeCost', '--as-of', '2023-12-31');
    expect(out).toContain('wholeLifeCost of NW-01 is £1,250,500.00');
    expect(out).toMatch(
      /£1,250,500\.00 from 2023-03-31, known as #\d+\n +#\d+ LegacyCostReported .*director[\s\S]*evidence: northwick-2023\.csv 3/,
    );
    expect(out).not.toContain('northwick-2024.csv');
  });
  it('shows everything on record about a thing', async () => {
    const { out } = await director('audit', 'NW-01');
    expect(out).toContain('name: River bridge');
    expect((await director('audit', 'director')).out).toContain('SOD_SELF_GRANT');
    expect((await director('audit', 'nothing')).err).toBe('Nothing is on record about nothing.\n');
  });
  it('lists events for auditors, and says how to go on', async () => {
    const { out } = await director('events', '--limit', '2');
    expect(out).toMatch(/#0 PersonRegistered[\s\S]*go on with --after 1/);
    expect((await director('events', '--stream', 'person-ada')).out).toContain('1 event,');
  });
  it('finds every view equal to the log, on any date', async () => {
    const { exit, out } = await director('replay', '--all', '--as-of', '2023-12-31', '--as-of', '2024-12-31');
    expect(exit).toBe(0);
    expect(out).toMatch(/project-register +equal +2023-12-31[\s\S]*project-register +equal +2024-12-31/);
    expect(out).not.toContain('DIFFERENT');
  });
  it('exports CSV to a file and JSON to stdout, both with their basis', async () => {
    const csv = await director('export', 'project-register', '--as-of', '2023-12-31', '--output', file('out.csv'));
    expect([csv.exit, csv.out]).toEqual([0, '']);
    expect(csv.err).toContain('as of 2023-12-31T23:59:59.999Z');
    expect(readFileSync(file('out.csv'), 'utf8')).toMatch(/^key,name,.*\r\nNW-01,River bridge,/);
    const json = await director('export', 'project-register', '--as-of', '2023-12-31', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ total: 2 });
  });
  it.each([
    [['show', 'nope'], 'There is no view nope'],
    [['show', 'people', 'nobody'], 'There is no nobody in people'],
    [['show', 'people', '--as-of', '2026-02-30'], 'asOf'],
    [['show', 'people', '--where', 'colour=red'], 'colour'],
    [['show', 'people', '--where', 'colour'], 'column=value'],
    [['show', 'people', '--columns', 'key,colour'], 'no column colour'],
    [['why', 'people', 'ada', 'colour'], 'column'],
    [['report', 'nope'], 'There is no report nope'],
    [['replay'], '--all'],
    [['export', 'people', '--output', '/nowhere/people.csv'], 'cannot be written'],
  ])('%j is bad input: 2, with words on stderr', async (args, words) => {
    const { exit, out, err } = await director(...args);
    expect([exit, out, err]).toEqual([2, '', expect.stringContaining(words)]);
  });
  it('leaves the folder to the server', async () => {
    const { exit, err } = await director('people', '--folder', server.folder);
    expect([exit, err]).toEqual([3, expect.stringContaining(`in use by process ${process.pid}`)]);
    const verified = await tabularium(env, ['verify-store']);
    expect([verified.exit, verified.err]).toEqual([3, expect.stringContaining('Stop that process')]);
  });
});

describe('tabularium without a server', () => {
  const env = { TABULARIUM_PORT: NOBODY, TABULARIUM_DATA: join(work, 'record') };
  const director = (...args: readonly string[]) => tabularium(env, [...args, '--as', 'director']);

  it('makes no record to answer a question, but one to put something in', async () => {
    expect((await director('people')).exit).toBe(3);
    expect(existsSync(env.TABULARIUM_DATA)).toBe(false);
    expect((await director('do', 'person', 'ada', 'register-person', '--data', '{"name":"Ada","unit":"A"}')).exit).toBe(
      0,
    );
    expect((await director('people')).out).toContain('Ada');
  });
  it('rebuilds every view', async () => {
    const { exit, out } = await director('rebuild', '--all');
    expect([exit, out]).toEqual([0, expect.stringMatching(/people +\d+ +\d+ +took over/)]);
    expect((await director('rebuild', 'nope')).exit).toBe(2);
  });
  it('finds the log sound', async () => {
    const { exit, out } = await tabularium(env, ['verify-store']);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^3 events in 2 streams of .*: nothing missing/)]);
  });
  it('says what is wrong with the settings', async () => {
    const { exit, err } = await tabularium({ ...env, TABULARIUM_TIME_ZONE: 'Mars/Olympus' }, [
      'people',
      '--as',
      'director',
    ]);
    expect([exit, err]).toEqual([2, expect.stringContaining('TABULARIUM_TIME_ZONE')]);
  });
});
