import { loadMapping, planImport, reportOf, reportText } from './index';

const base = {
  source: 'returns',
  title: 'Returns',
  portfolio: { id: 'WORKS', name: 'Public works', currency: 'GBP' },
  files: [{ name: { matches: '^(a|b)\\.csv$' }, returnOn: '2014-09-30' }],
  identity: { columns: ['Code'], form: 'code' },
  notStated: ['n/a'],
  fields: {
    name: { column: 'Name' },
    startsOn: { column: 'Start', formats: ['YYYY-MM-DD'], optionalColumn: true },
    endsOn: { column: 'End', formats: ['YYYY-MM-DD'], optionalColumn: true },
    wholeLifeCost: { column: 'Cost', optionalColumn: true },
    costCommentary: { column: 'Remark', optionalColumn: true },
  },
  missingNextTime: 'departed',
};

const mappingOf = (more: object = {}) => loadMapping(JSON.stringify({ ...base, ...more }));
const many = (fields: object) =>
  mappingOf({ identity: { ...base.identity, rowsPerProject: 'many' }, fields: { ...base.fields, ...fields } });
const csv = (name: string, ...lines: readonly string[]) => ({ name, bytes: Buffer.from(lines.join('\n')) });
const plan = (text: readonly string[], mapping = mappingOf()) => planImport(mapping, [csv('a.csv', ...text)]);
const codes = async (planned: ReturnType<typeof plan>) => (await planned).findings.map(({ code }) => code);

describe('a plan', () => {
  it('holds one statement per project, with its place in the file', async () => {
    const { returns } = await plan(['Code,Name,Cost', 'P1,Bridge,1.5', '', 'P2,Tunnel,']);
    expect(returns).toHaveLength(1);
    expect(returns[0]?.statements.map(({ projectId, data: { row, cost } }) => [projectId, row, cost])).toEqual([
      ['P1', 2, { on: '2014-09-30', wholeLifeCost: { minor: '150', ccy: 'GBP' } }],
      ['P2', 4, { on: '2014-09-30' }],
    ]);
    expect(returns[0]?.record).toMatchObject({
      members: ['P1', 'P2'],
      unreadable: 0,
      files: [{ name: 'a.csv', rows: 2 }],
    });
  });

  it('is the same whatever the order of the files', async () => {
    const [one, other] = [csv('a.csv', 'Code,Name', 'P1,Bridge'), csv('b.csv', 'Code,Name', 'P2,Tunnel', 'P3,Tower')];
    const records = await Promise.all(
      [
        [one, other],
        [other, one],
      ].map(async (files) => (await planImport(mappingOf(), files)).returns[0]?.record),
    );
    expect(records[0]).toEqual(records[1]);
  });

  it('keeps words that state no value, blanks and unreadable cells as words; the report names the unreadable', async () => {
    const made = await plan(['Code,Name,Start,End,Cost', 'P1,Bridge,n/a,soon,']);
    expect(made.returns[0]?.statements[0]?.data.profile.notStated).toEqual([
      { field: 'startsOn', statement: 'n/a' },
      { field: 'endsOn', statement: 'soon' },
      { field: 'wholeLifeCost', statement: '' },
    ]);
    expect(made.unreadable).toEqual([
      { file: 'a.csv', row: 2, column: 'End', value: 'soon', why: 'no day in the form YYYY-MM-DD' },
    ]);
    expect(made.returns[0]?.record.unreadable).toBe(1);
    expect(reportOf(made).complete).toBe(false);
    expect(reportText(reportOf(made))).toContain('a.csv 2, End: not read: "soon" (no day in the form YYYY-MM-DD)');
  });

  it('leaves out rows that are no project and says how many; names columns nobody reads', async () => {
    const skipping = mappingOf({
      files: [{ ...base.files[0], skipRows: [3], skipWhere: [{ column: 'Code', is: 'Total' }] }],
      ignoredColumns: ['Colour'],
    });
    const { files } = await plan(['Code,Name,Colour,Mood', 'P1,Bridge,red,good', 'x,,,', 'Total,,,,9'], skipping);
    expect(files[0]).toMatchObject({ rows: 1, skippedRows: 2, unusedColumns: ['Mood'] });
    const { files: all } = await plan(['Code,Name', 'P1,Bridge,extra']);
    expect(all[0]?.unusedColumns).toEqual(['column 3, without a header']);
  });

  it('reports rows it cannot place, and then lets nobody depart', async () => {
    const made = await plan(['Code,Name', ',Bridge', 'P2,Tunnel']);
    expect(made.findings).toMatchObject([{ code: 'NOT_IDENTIFIED', file: 'a.csv', row: 2 }]);
    expect(made.returns[0]).toMatchObject({ complete: false, record: { members: ['P2'] } });
  });

  it('imports neither of two rows of one project, but knows that the return names it', async () => {
    const made = await plan(['Code,Name', 'P1,Bridge', 'P1,Bridge again', 'P2,Tunnel']);
    expect(made.findings[0]).toMatchObject({
      code: 'DUPLICATE_IDENTITY',
      message: expect.stringContaining('a.csv 2, a.csv 3'),
    });
    expect(made.returns[0]?.statements.map(({ projectId }) => projectId)).toEqual(['P2']);
    expect(made.returns[0]?.record.members).toEqual(['P1', 'P2']);
  });

  it('combines the rows of a project as the mapping says', async () => {
    const rows = [
      'Code,Name,Start,Cost,Remark',
      'P1,Bridge,2014-02-01,1,one',
      'P1,Bridge,2014-01-01,2,two',
      'P1,Bridge,,,one',
    ];
    const combining = many({
      startsOn: { ...base.fields.startsOn, combine: 'earliest' },
      wholeLifeCost: { ...base.fields.wholeLifeCost, combine: 'sum' },
      costCommentary: { ...base.fields.costCommentary, combine: 'list' },
    });
    const { returns } = await plan(rows, combining);
    expect(returns[0]?.statements[0]?.data).toMatchObject({
      row: 2,
      profile: { name: 'Bridge', startsOn: '2014-01-01' },
      cost: { wholeLifeCost: { minor: '300' }, commentary: 'one; two' },
    });
  });

  it('sums nothing when a part cannot be read, and combines no rows that disagree', async () => {
    const summing = many({ wholeLifeCost: { ...base.fields.wholeLifeCost, combine: 'sum' } });
    const { returns } = await plan(['Code,Name,Cost', 'P1,Bridge,1', 'P1,Bridge,n/a'], summing);
    expect(returns[0]?.statements[0]?.data.cost).toEqual({ on: '2014-09-30' });
    expect(await codes(plan(['Code,Name,Cost', 'P1,Bridge,1', 'P1,Bridge,2'], many({})))).toEqual(['ROWS_DISAGREE']);
  });

  it('takes the return of each row from a column', async () => {
    const dated = mappingOf({ files: [{ name: 'a.csv', returnOn: { column: 'At', formats: ['YYYY-MM-DD'] } }] });
    const made = await plan(['Code,Name,At', 'P1,Bridge,2014-09-30', 'P1,Bridge,2015-09-30', 'P2,Tunnel,then'], dated);
    expect(made.returns.map(({ returnOn, record }) => [returnOn, record.members])).toEqual([
      ['2014-09-30', ['P1']],
      ['2015-09-30', ['P1']],
    ]);
    expect(made.findings.map(({ code }) => code)).toEqual(['RETURN_DATE_MISSING']);
    expect(made.returns.map(({ complete }) => complete)).toEqual([false, false]);
    expect(made.unreadable).toMatchObject([{ row: 4, column: 'At', value: 'then' }]);
  });

  it('refuses a file as a whole and holds its return back', async () => {
    const wrong = csv('b.csv', 'Code,Title', 'P2,Tunnel');
    const made = await planImport(mappingOf(), [csv('a.csv', 'Code,Name', 'P1,Bridge'), wrong, csv('notes.txt', '')]);
    expect(made.refusedFiles).toEqual([
      { file: 'b.csv', faults: ['name: no column is "Name"'] },
      { file: 'notes.txt', faults: ['no entry of "files" is for this file name'] },
    ]);
    expect(made).toMatchObject({ returns: [], heldBack: ['2014-09-30'] });
  });

  it('refuses a file in which a header fits two columns', async () => {
    const { refusedFiles } = await plan(['Code,Name,name', 'P1,Bridge,x']);
    expect(refusedFiles[0]?.faults).toEqual(['name: several columns are "Name"']);
  });

  it('finds what is odd and imports it all the same', async () => {
    const odd = mappingOf({
      milestones: [
        { name: 'Idea', column: 'Idea', formats: ['YYYY-MM-DD'] },
        { name: 'Case', column: 'Case', formats: ['YYYY-MM-DD'] },
      ],
      milestoneOrder: [['Idea', 'Case']],
      approval: {
        body: { column: 'Body' },
        amount: { column: 'Cost' },
        on: { column: 'Case', formats: ['YYYY-MM-DD'] },
        ladder: [{ body: 'Head', upTo: '100' }, { body: 'Board' }],
      },
    });
    const rows = [
      'Code,Name,Start,End,Cost,Idea,Case,Body',
      'P1,Bridge,2014-02-01,2014-01-01,100.01,2013-05-01,2013-04-01,Head',
      'P2,Tunnel,,,100,2013-05-01,2013-05-01,Head',
      'P3,Tower,,,5,2013-05-01,,Board',
      'P4,Tower,,,5,,2013-05-01,Club',
    ];
    const made = await plan(rows, odd);
    expect(made.findings.map(({ code, projectId }) => `${projectId} ${code}`)).toEqual([
      'P3 APPROVAL_INCOMPLETE',
      'P1 DATES_REVERSED',
      'P1 MILESTONES_OUT_OF_ORDER',
      'P1 APPROVER_BELOW_LIMIT',
      'P4 APPROVER_UNKNOWN',
    ]);
    expect(made.returns[0]?.statements).toHaveLength(4);
    expect(made.findings[3]?.message).toContain('competent: Board');
  });

  it('notices a rename without an alias, and one code under two names', async () => {
    const named = mappingOf({
      identity: { columns: ['Name'], form: 'name', formerly: '\\(formerly (.+)\\)$' },
      fields: { ...base.fields, sourceId: { column: 'Code' } },
    });
    const found = await codes(plan(['Code,Name', '7,Eagle (formerly Options)', '7,Eagle'], named));
    expect(found).toEqual(['RENAME_WITHOUT_ALIAS', 'ONE_CODE_SEVERAL_PROJECTS']);
  });
});
