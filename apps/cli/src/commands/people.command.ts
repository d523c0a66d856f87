import { wholePage } from '../api/pages';
import type { AddCommand } from '../cli';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import { columnNamed, renderTable } from '../format/table';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addPeople: AddCommand = (program, cli) => {
  const command = program.command('people').description('list who is registered, and the roles they hold');
  addBasisOptions(command)
    .addHelpText('after', examples('people --as director', 'people --as-of 2024-12-31'))
    .action((options: BasisOptions) =>
      cli.withApi(command, async (api) => {
        const people = await wholePage(api, 'people', [...basisQuery(options), ['sort', 'key']]);
        const rows = people.rows.map(({ key, row }) => ({ ...row, person: key }));
        await cli.print(command, JSON.stringify(people), () =>
          [renderTable(COLUMNS.map(columnNamed), rows, cli.io), basisLine(people.basis)].join('\n'),
        );
      }),
    );
};

const COLUMNS = ['person', 'name', 'title', 'unit', 'roles'];
