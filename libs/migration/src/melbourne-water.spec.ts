import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from '@tabularium/contracts';
import { projectContract } from '@tabularium/portfolio/contract';
import { loadMapping, planImport, type ImportPlan, type ProjectStatement } from './index';

const root = join(__dirname, '..', '..', '..');
const file = 'Capital_Delivery_Project_deidentified.csv';
const path = join(root, '..', 'shared', 'data', 'melbourne-water', file);
const isThere = existsSync(path);
if (!isThere) console.warn(`Skipped: there is no ${path}`);
const withData = isThere ? describe : describe.skip;

withData('the capital projects of Melbourne Water', () => {
  const mapping = loadMapping(readFileSync(join(root, 'examples/mappings/melbourne-water.mapping.json')));
  let plan: ImportPlan;
  let statements: readonly ProjectStatement[];

  beforeAll(async () => {
    plan = await planImport(mapping, [{ name: file, bytes: readFileSync(path) }]);
    statements = plan.returns.flatMap((planned) => planned.statements);
  });

  it('are all read, with every approval and every milestone', () => {
    expect(plan.refusedFiles).toEqual([]);
    expect(plan.unreadable).toEqual([]);
    expect(statements).toHaveLength(445);
    const bodies = statements.map(({ data }) => data.approval?.body);
    expect(count(bodies)).toEqual({
      'People Leadership Group': 243,
      MD: 70,
      'Senior Leadership Group': 68,
      'Executive Leadership Group': 34,
      'Finance, Audit and Compliance': 18,
      DTF: 7,
      'MW Board': 5,
    });
    expect(count(statements.flatMap(({ data }) => data.milestones.map(({ milestone }) => milestone)))).toEqual({
      'Idea approved': 443,
      'Preliminary business case approved': 213,
      'Tender closed': 413,
      'Business case approved': 445,
      'Stage 1': 445,
      'Stage 2': 442,
      'Stage 3': 444,
    });
  });

  it('become commands the project takes', () => {
    const { AssertLegacyFacts } = projectContract.commands;
    expect(statements.filter(({ data }) => faultsOf(AssertLegacyFacts, data).length > 0)).toEqual([]);
  });

  it('are in force since their idea was approved, never later than the extract', () => {
    const late = statements.filter(({ data: { profile } }) => profile.on > '2024-02-29');
    expect(late).toEqual([]);
    const first = statements.find(({ projectId }) => projectId === 'MW-Q05388');
    expect(first?.data).toMatchObject({
      row: 2,
      profile: { on: '2016-02-05', unit: 'Corporate Services' },
      cost: { on: '2024-02-29', wholeLifeCost: { minor: '235928862', ccy: 'AUD' } },
      approval: { on: '2016-05-25', body: 'People Leadership Group', amount: { minor: '235928862', ccy: 'AUD' } },
    });
  });

  it('were all approved by a body competent for the amount; 11 tenders closed after the approval', () => {
    expect(count(plan.findings.map(({ code }) => code))).toEqual({ MILESTONES_OUT_OF_ORDER: 11 });
  });

  it('would tell of a body that approved more than it may', async () => {
    const ladder = (mapping.approval?.ladder ?? []).map((rung) =>
      rung.body === 'MD' ? { ...rung, upTo: '8100000' } : rung,
    );
    const strict = { ...mapping, ...(mapping.approval ? { approval: { ...mapping.approval, ladder } } : {}) };
    const { findings } = await planImport(strict, [{ name: file, bytes: readFileSync(path) }]);
    const found = findings.filter(({ code }) => code === 'APPROVER_BELOW_LIMIT');
    expect(found).toHaveLength(68);
    expect(found[0]?.message).toMatch(/competent: Finance, Audit and Compliance$/u);
  });

  it('keep amounts to the cent, and tell which were finer in the file', () => {
    const cells = new Set(plan.rounded.map(({ row }) => row));
    expect(cells.size).toBeGreaterThan(200);
    const odd = plan.rounded.find(({ value }) => value === '2066075.5899999999');
    expect(odd?.kept).toEqual({ minor: '206607559', ccy: 'AUD' });
  });
});

const count = (values: readonly (string | undefined)[]): object =>
  Object.fromEntries([...new Set(values)].map((one) => [String(one), values.filter((other) => other === one).length]));
