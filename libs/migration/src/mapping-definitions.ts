import { SCALES } from '@tabularium/portfolio/contract';
import { COMBINATIONS, UNITS } from './mapping';
import { dictionary, flag, list, object, oneOf, ref, text, type Schema } from './schema-words';

export const dateRule: Schema = {
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

export const fieldRule: Schema = {
  optionalColumn: flag('A file may lack the column; without this such a file is refused'),
  notStated: ref('patterns', 'Words that state no value in this column, beside those of the whole mapping'),
  combine: oneOf(COMBINATIONS, 'What several rows of one project make of it (rowsPerProject: many); default same'),
};

/** What fields, columns and patterns look like wherever they stand. */
export const definitions: Schema = {
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
