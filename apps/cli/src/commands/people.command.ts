import type { Row } from '@tabularium/read-store';
import type { Api } from '../api/api';
import { wholePage } from '../api/pages';
import type { AddCommand } from '../cli';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import { columnNamed, renderTable } from '../format/table';
import { formatValue } from '../format/value';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addPeople: AddCommand = (program, cli) => {
  const command = program.command('people').description('list who is registered, and the roles they hold');
  addBasisOptions(command)
    .addHelpText('after', examples('people --as director', 'people --as-of 2024-12-31'))
    .action((options: BasisOptions) =>
      cli.withApi(command, async (api) => {
        const people = await wholePage(api, 'people', [...basisQuery(options), ['sort', 'key']]);
        const roles = cli.wantsJson(command) ? new Map<string, string>() : await rolesHeld(api, options);
        const rows = people.rows.map(({ key, row }) => ({ ...row, person: key, roles: roles.get(key) }));
        const names = ['person', 'name', 'title', 'unit', 'roles'];
        await cli.print(command, JSON.stringify(people), () =>
          [renderTable(names.map(columnNamed), rows, cli.io), basisLine(people.basis)].join('\n'),
        );
      }),
    );
};

/** `SPONSOR (hs2), AUDITOR` by person. */
async function rolesHeld(api: Api, options: BasisOptions): Promise<ReadonlyMap<string, string>> {
  const { rows } = await wholePage(api, 'grants', [...basisQuery(options), ['state', 'HELD']]);
  const held = new Map<string, string>();
  for (const { row } of rows) {
    const person = formatValue(row['personId']);
    held.set(person, [held.get(person), roleWords(row)].filter(Boolean).join(', '));
  }
  return held;
}

const roleWords = ({ role, project }: Row): string =>
  project === null ? formatValue(role) : `${formatValue(role)} (${formatValue(project)})`;
