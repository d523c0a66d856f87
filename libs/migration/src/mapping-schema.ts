import { currencies } from '@tabularium/kernel';
import { SCALES } from '@tabularium/portfolio/contract';
import { COMBINATIONS, ENCODINGS, UNITS } from './mapping';

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string, description?: string): Schema => ({
  $ref: `#/$defs/${name}`,
  ...(description ? { description } : {}),
});
const text = (description: string, more: Schema = {}): Schema => ({
  type: 'string',
  minLength: 1,
  description,
  ...more,
});
const oneOf = (values: readonly string[], description: string): Schema => ({
  type: 'string',
  enum: values,
  description,
});
const list = (items: Schema, description: string, more: Schema = {}): Schema => ({
  type: 'array',
  items,
  description,
  ...more,
});
const dictionary = (values: Schema, description: string): Schema => ({
  type: 'object',
  additionalProperties: values,
  description,
});
const object = (properties: Schema, required: readonly string[], description: string): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
  description,
});

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const flag = (description: string): Schema => ({ const: true, description });

const dateRule: Schema = {
  column: ref('column'),
  formats: list(
    text('Tokens YYYY YY MMMM MMM MM M DD D HH H hh h mm ss A; everything else but letters stands for itself'),
    'Forms a date may have, such as D/M/YYYY. A text that two of them read as two days is reported, not guessed at',
    { minItems: 1 },
  ),
  pivot: {
    type: 'integer',
    minimum: 1800,
    maximum: 2100,
    description: 'Two-digit years lie in the hundred years from this one; default 1950 (49 is 2049, 50 is 1950)',
  },
};

const fieldRule: Schema = {
  optionalColumn: flag('A file may lack the column; without this such a file is refused'),
  notStated: ref('patterns', 'Words that state no value in this column, beside those of the whole mapping'),
  combine: oneOf(COMBINATIONS, 'What several rows of one project make of it (rowsPerProject: many); default same'),
};

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

const definitions: Schema = {
  pattern: {
    type: ['string', 'object'],
    minLength: 1,
    required: ['matches'],
    additionalProperties: false,
    properties: { matches: text('Regular expression') },
    description: 'A text as it stands, or { "matches": regular expression }; white space is collapsed, case ignored',
  },
  patterns: list(ref('pattern'), 'Texts or regular expressions'),
  column: {
    type: ['string', 'object', 'array'],
    minLength: 1,
    minItems: 1,
    items: ref('pattern'),
    required: ['matches'],
    additionalProperties: false,
    properties: { matches: text('Regular expression') },
    description: 'A header as it stands, { "matches": … }, or a list of alternatives',
  },
  date: object({ ...dateRule, ...fieldRule }, ['column', 'formats'], 'A day'),
  text: object(
    {
      column: {
        type: ['string', 'object', 'array'],
        minLength: 1,
        minItems: 1,
        items: ref('pattern'),
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: {
          matches: text('Regular expression'),
          join: list(
            object(
              {
                column: ref('column'),
                heading: text('Put before the text'),
                optionalColumn: flag('A file may lack the column'),
              },
              ['column'],
              'A part',
            ),
            'Several columns as paragraphs of one text',
            { minItems: 1 },
          ),
        },
        description: 'A header, { "matches": … }, a list of alternatives, or { "join": [columns] }',
      },
      aliases: dictionary(text('As kept'), 'Other words for the same thing: as in the file → as kept'),
      ...fieldRule,
    },
    ['column'],
    'A text',
  ),
  money: object(
    {
      column: ref('column'),
      unit: oneOf(Object.keys(UNITS), 'What a plain number counts; default ones'),
      symbols: list(text('A sign'), 'Signs to take off, such as £'),
      suffixes: dictionary(oneOf(Object.keys(UNITS), 'A unit'), 'Words after the number that say its unit instead'),
      thousands: oneOf([',', '.', ' ', "'"], 'Between groups of three digits; default none'),
      decimal: oneOf(['.', ','], 'Default .'),
      parentheses: { type: 'boolean', description: '(12) is -12; default false' },
      ...fieldRule,
    },
    ['column'],
    'An amount in the currency of the portfolio. Digits beyond the minor unit are rounded half to even and reported',
  ),
  rating: object(
    {
      column: ref('column'),
      scale: oneOf(SCALES, 'Ratings of different scales are never converted into each other'),
      words: dictionary(text('A value of the scale'), 'As in the file → value of the scale'),
      ...fieldRule,
    },
    ['column', 'scale', 'words'],
    'A rating. Words of notStated are kept as the statement of an assessor who gave no rating',
  ),
};

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
