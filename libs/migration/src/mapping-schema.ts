import { currencies } from '@tabularium/kernel';
import { ENCODINGS } from './mapping';
import { dateRule, definitions, fieldRule } from './mapping-definitions';
import { list, object, oneOf, ref, text, type Schema } from './schema-words';

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const table: Schema = {
  encoding: oneOf(
    ENCODINGS,
    'Default utf-8. utf-8-or-windows-1252: UTF-8 where the bytes are UTF-8, else windows-1252',
  ),
  delimiter: { type: 'string', minLength: 1, maxLength: 1, description: 'Between cells; default ,' },
  orientation: oneOf(['rows', 'columns'], 'One project per row (default) or per column'),
  headerRow: { type: 'integer', minimum: 1, description: 'Row (or column) that holds the headers, from 1; default 1' },
  skipRows: list({ type: 'integer', minimum: 1 }, 'Rows (or columns) that are not about a project, from 1'),
  skipWhere: list(
    object({ column: ref('column'), is: ref('pattern') }, ['column', 'is'], 'A column and what it says'),
    'Rows that are not about a project, by what they say, such as totals',
  ),
};

const identity = object(
  {
    columns: list(ref('column'), 'What names a project; several are read together', { minItems: 1 }),
    form: oneOf(['code', 'name'], 'code: the text is the id. name: the id is made from the normalised name'),
    prefix: text('Put before every id, so that ids of different sources differ', {
      pattern: '^[A-Za-z0-9][A-Za-z0-9_~-]*$',
    }),
    pattern: text('Regular expression a code must match; a row that does not is reported and left out'),
    ignore: text(
      'Regular expression (case counts) for parts that do not tell names apart, such as a bracketed acronym',
    ),
    dropWords: list(text('A word'), 'Words that do not tell names apart, such as programme'),
    formerly: text('Regular expression that finds an earlier name; its group 1 then identifies the project'),
    aliases: list(
      object(
        {
          id: text('Of the project, without the prefix', {
            pattern: '^[A-Za-z0-9](?:[A-Za-z0-9_~-])*$',
            maxLength: 80,
          }),
          names: list(text('As in a file'), 'Names or codes that are all this project', { minItems: 1 }),
          when: object(
            { column: ref('column'), is: ref('pattern') },
            ['column', 'is'],
            'Only rows that say this too: two projects can bear one name',
          ),
          why: text('How this is known'),
        },
        ['id', 'names'],
        'One project',
      ),
      'Projects that stand under several names',
    ),
    rowsPerProject: oneOf(['one', 'many'], 'one (default): a second row is a fault. many: rows are combined'),
  },
  ['columns', 'form'],
  'How a row tells which project it is about: from the row and this mapping alone',
);

const fields = object(
  {
    name: ref('text', 'Name of the project'),
    unit: ref('text', 'Department or unit that owns it'),
    category: ref('text'),
    programmeId: ref('text', 'Id of the programme it belongs to'),
    description: ref('text'),
    sourceId: ref('text', 'Identifier in the source, if it is not what identifies the project here'),
    scheduleCommentary: ref('text', 'What the record says about the schedule'),
    startsOn: ref('date'),
    endsOn: ref('date'),
    yearBaseline: ref('money', 'Budget of the reporting year'),
    yearForecast: ref('money', 'Forecast of the reporting year'),
    wholeLifeCost: ref('money', 'Budgeted whole-life cost'),
    benefits: ref('money'),
    costCommentary: ref('text', 'What the record says about cost'),
    knownSince: ref(
      'date',
      'Day since which the source knows the project; the profile is in force from then (never later than the return)',
    ),
  },
  ['name'],
  'What is read about a project',
);

/** JSON Schema (draft 7) of a mapping; docs/schemas/mapping.schema.json is a copy for editors. */
export const mappingSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Tabularium import mapping',
  ...object(
    {
      $schema: { type: 'string', description: 'Address of this schema, for editors' },
      notes: list(text('A note'), 'For the reader of the mapping: why it is as it is'),
      source: text('Id of the source; together with date and project it identifies every fact', {
        pattern: '^[A-Za-z0-9][A-Za-z0-9_~-]*$',
        maxLength: 60,
      }),
      title: text('For people', { maxLength: 200 }),
      portfolio: object(
        {
          id: text('Of the portfolio the projects belong to', {
            pattern: '^[A-Za-z0-9][A-Za-z0-9_~-]*$',
            maxLength: 100,
          }),
          name: text('Name it is chartered under, if it does not exist yet', { maxLength: 200 }),
          currency: oneOf(currencies, 'ISO 4217; of every amount in the files'),
          ownerUnit: text('Department or body that owns it', { maxLength: 100 }),
        },
        ['id', 'name', 'currency'],
        'Where the projects belong',
      ),
      files: list(
        object(
          {
            name: ref('pattern', 'Name of the file, or { "matches": … }'),
            returnOn: {
              type: ['string', 'object'],
              pattern: day.pattern,
              required: ['column', 'formats'],
              additionalProperties: false,
              properties: dateRule,
              description: 'The day the return speaks of, YYYY-MM-DD, or the column that says it',
            },
            ...table,
          },
          ['name', 'returnOn'],
          'A kind of file; what it says about the table goes before "table"',
        ),
        'The files, by name; the first that fits counts',
        { minItems: 1 },
      ),
      table: object(table, [], 'How files are laid out, unless their entry says otherwise'),
      notStated: ref('patterns', 'Words that state no value anywhere, such as "n/a"; kept as they stand'),
      ignoredColumns: ref('patterns', 'Headers of columns that are left out on purpose'),
      identity,
      fields,
      confidence: list(
        object(
          {
            assessor: text('Who rated', { maxLength: 60 }),
            rating: ref('rating'),
            commentary: ref('text'),
          },
          ['assessor', 'rating'],
          'One assessor',
        ),
        'Ratings of delivery confidence, one entry per assessor',
        { maxItems: 10 },
      ),
      milestones: list(
        object(
          { name: text('Of the milestone', { maxLength: 60 }), ...dateRule, ...fieldRule },
          ['name', 'column', 'formats'],
          'A milestone',
        ),
        'Dated steps',
        { maxItems: 50 },
      ),
      milestoneOrder: list(
        list(text('Name of a milestone'), 'Milestones that follow each other', { minItems: 2 }),
        'What is not in order is a finding of the report; it is imported all the same',
      ),
      approval: object(
        {
          body: ref('text', 'Body that approved'),
          amount: ref('money'),
          on: ref('date'),
          ladder: list(
            object(
              {
                body: text('As kept'),
                upTo: text('Largest amount, a decimal in the currency of the portfolio', {
                  pattern: '^\\d+(\\.\\d+)?$',
                }),
              },
              ['body'],
              'A body; without upTo it approves any amount',
            ),
            'Lowest body first. A body that approved more than it may is a finding of the report',
            { minItems: 1 },
          ),
        },
        ['body', 'amount', 'on'],
        'Who approved the project, for how much, when',
      ),
      missingNextTime: oneOf(
        ['departed', 'ignore'],
        'departed: a project that a return names and the next one does not has left the portfolio',
      ),
    },
    ['source', 'title', 'portfolio', 'files', 'identity', 'fields', 'missingNextTime'],
    'How to read the files of one source',
  ),
  $defs: definitions,
};
