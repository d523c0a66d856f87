import { createHash } from 'node:crypto';
import { combined } from './combine';
import { fieldsOf, type Field } from './fields';
import { finding, oddities } from './findings';
import type { Identity } from './identity';
import type { Mapping } from './mapping';
import type { Finding, ImportPlan, InputFile, ProjectStatement, ReadFile, ReturnPlan } from './plan-types';
import { readTable, type TableRead, type TableRefused } from './read-table';
import type { RowRead } from './row';
import { assertionOf, textAt } from './statement';

/** Reads every file by the mapping. Sends nothing; same mapping and files, same plan. */
export function planImport(mapping: Mapping, files: readonly InputFile[]): Promise<ImportPlan> {
  const tables = files.map((file) => readTable(file, mapping));
  const read = tables.filter((table): table is TableRead => 'rows' in table);
  const refused = tables.filter((table): table is TableRefused => !('rows' in table));
  const { statements, incomplete, named, findings } = interpreted(read, mapping);
  const returns = returnDates(read).map((returnOn) =>
    returnPlan(returnOn, mapping, read, { statements, named, incomplete }),
  );
  const heldBack = returns.map(({ returnOn }) => returnOn).filter((returnOn) => isHeldBack(returnOn, refused));
  return Promise.resolve({
    mapping,
    returns: returns.filter(({ returnOn }) => !heldBack.includes(returnOn)),
    files: read.map(({ file }) => file),
    refusedFiles: refused.map(({ file, faults }) => ({ file, faults })),
    heldBack,
    unreadable: read.flatMap(({ unreadable }) => unreadable),
    rounded: read.flatMap(({ rounded }) => rounded),
    findings,
  });
}

const returnDates = (read: readonly TableRead[]): readonly string[] =>
  [...new Set(read.flatMap(({ file }) => file.returns))].sort();

/** A return that lacks a file would look as if projects had left; one whose date nobody knows could be any. */
const isHeldBack = (returnOn: string, refused: readonly TableRefused[]): boolean =>
  refused.some(({ returns }) => returns === 'unknown' || returns.includes(returnOn));

/** A row that says which project it is about, and when. */
interface PlacedRow extends RowRead {
  readonly project: Identity;
  readonly returnOn: string;
}

interface Interpreted {
  readonly statements: readonly ProjectStatement[];
  /** Projects that stand in a return, also where their rows could not be imported: `<returnOn> <project>`. */
  readonly named: ReadonlySet<string>;
  /** Returns with rows that nobody can place. */
  readonly incomplete: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

function interpreted(read: readonly TableRead[], mapping: Mapping): Interpreted {
  const rows = read.flatMap((table) => table.rows);
  const placed = rows.flatMap((row) => (row.project && row.returnOn ? [row as PlacedRow] : []));
  const lost = rows.filter(({ project, returnOn }) => !project || !returnOn);
  const fields = fieldsOf(mapping);
  const groups = groupsOf(placed).map((group) => statementOf(group, fields, mapping));
  const statements = groups.flatMap(({ statement }) => statement ?? []);
  const everyReturn = returnDates(read);
  return {
    statements,
    named: new Set(placed.map(({ returnOn, project }) => `${returnOn} ${project.id}`)),
    incomplete: new Set(lost.flatMap(({ returnOn }) => returnOn ?? everyReturn)),
    findings: [
      ...lost.map(lostFinding),
      ...groups.flatMap(({ findings }) => findings),
      ...statements.flatMap((statement) => oddities(statement, mapping)),
      ...renamesWithoutAlias(placed),
      ...codesOfSeveral(statements),
    ],
  };
}

const lostFinding = ({ file, row, identity, project }: RowRead): Finding =>
  project
    ? finding('RETURN_DATE_MISSING', `row ${row}`, { file, row, projectId: project.id })
    : finding('NOT_IDENTIFIED', `"${identity.trim()}"`, { file, row });

function groupsOf(rows: readonly PlacedRow[]): readonly (readonly PlacedRow[])[] {
  const groups = new Map<string, PlacedRow[]>();
  for (const row of rows) {
    const key = `${row.returnOn} ${row.project.id}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

interface GroupRead {
  readonly statement?: ProjectStatement;
  readonly findings: readonly Finding[];
}

/** What the rows of one project in one return say together. */
function statementOf(rows: readonly PlacedRow[], fields: readonly Field[], mapping: Mapping): GroupRead {
  const [first] = rows;
  if (!first) return { findings: [] };
  const { file, row, project } = first;
  const at = { file, row, projectId: project.id };
  const places = rows.map((other) => `${other.file} ${other.row}`).join(', ');
  if (rows.length > 1 && mapping.identity.rowsPerProject !== 'many')
    return { findings: [finding('DUPLICATE_IDENTITY', `${project.id} in ${places}`, at)] };
  const together = combined(
    rows.map(({ readings }) => readings),
    fields,
  );
  if ('disagree' in together)
    return { findings: [finding('ROWS_DISAGREE', `${together.disagree.join(', ')} in ${places}`, at)] };
  const name = textAt(together.readings, 'name');
  if (name === undefined) return { findings: [finding('NAME_MISSING', project.id, at)] };
  const statement = { projectId: project.id, data: assertionOf(together.readings, name, first, mapping) };
  const approvalParts = ['approval/body', 'approval/amount', 'approval/on'].map(
    (path) => together.readings.get(path)?.is,
  );
  const begun = approvalParts.some((is) => is !== undefined && is !== 'blank');
  const incomplete = begun && !statement.data.approval;
  return { statement, findings: incomplete ? [finding('APPROVAL_INCOMPLETE', project.id, at)] : [] };
}

function renamesWithoutAlias(rows: readonly PlacedRow[]): readonly Finding[] {
  const known = new Set(rows.map(({ project }) => project.id));
  return rows.flatMap(({ project: { id, newerId }, identity, file, row }) =>
    newerId !== undefined && newerId !== id && known.has(newerId)
      ? [
          finding('RENAME_WITHOUT_ALIAS', `"${identity.trim()}" is ${id}, but there is also ${newerId}`, {
            file,
            row,
            projectId: id,
          }),
        ]
      : [],
  );
}

function codesOfSeveral(statements: readonly ProjectStatement[]): readonly Finding[] {
  const projects = new Map<string, Set<string>>();
  for (const { projectId, data } of statements)
    if (data.profile.sourceId !== undefined)
      projects.set(data.profile.sourceId, (projects.get(data.profile.sourceId) ?? new Set()).add(projectId));
  return [...projects]
    .filter(([, ids]) => ids.size > 1)
    .map(([code, ids]) => finding('ONE_CODE_SEVERAL_PROJECTS', `${code} is ${[...ids].join(' and ')}`));
}

function returnPlan(
  returnOn: string,
  mapping: Mapping,
  read: readonly TableRead[],
  all: Omit<Interpreted, 'findings'>,
): ReturnPlan {
  const statements = all.statements.filter(({ data }) => data.returnOn === returnOn);
  const files = read.filter(({ file }) => file.returns.includes(returnOn));
  const prefix = `${returnOn} `;
  const members = [...all.named].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return {
    returnOn,
    statements,
    complete: !all.incomplete.has(returnOn),
    record: {
      source: mapping.source,
      returnOn,
      files: files.map(({ file, rows }) => fileOf(file, rows, returnOn)).sort((a, b) => (a.name < b.name ? -1 : 1)),
      members: members.sort(),
      unreadable: files.reduce((count, table) => count + unreadableOf(table, returnOn), 0),
      contentSha256: contentHash(statements),
    },
  };
}

const fileOf = ({ file, sha256 }: ReadFile, rows: readonly RowRead[], returnOn: string) => ({
  name: file,
  sha256,
  rows: rows.filter((row) => row.returnOn === returnOn).length,
});

function unreadableOf({ rows, unreadable }: TableRead, returnOn: string): number {
  const within = new Set(rows.filter((row) => row.returnOn === returnOn).map(({ row }) => row));
  return unreadable.filter(({ row }) => within.has(row)).length;
}

/** SHA-256 of what is asserted, whatever file and row it was read from. */
function contentHash(statements: readonly ProjectStatement[]): string {
  const said = statements
    .map(({ projectId, data: { file: _file, row: _row, sha256: _sha256, ...facts } }) =>
      JSON.stringify([projectId, facts]),
    )
    .sort();
  return createHash('sha256').update(said.join('\n')).digest('hex');
}
