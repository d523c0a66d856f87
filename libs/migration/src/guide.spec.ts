import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMapping, planImport, reportOf, reportText } from './index';

const guide = readFileSync(join(__dirname, '../../../docs/guides/import.md'), 'utf8');
const blocks = [...guide.matchAll(/```(?:json)?\n([\s\S]*?)```/gu)].map(([, block]) => block ?? '');
const blockWith = (text: string): string => blocks.find((block) => block.includes(text)) ?? '';

describe('the example of the guide', () => {
  const mapping = loadMapping(blockWith('"source": "northwick"'));
  const file = { name: 'northwick-2023.csv', bytes: Buffer.from(blockWith('NW-01;'), 'latin1') };

  it('reads as the guide says', async () => {
    const plan = await planImport(mapping, [file]);
    const [bridge, roof, lanes] = plan.returns[0]?.statements ?? [];
    expect(bridge?.data.cost?.wholeLifeCost).toEqual({ minor: '125050000', ccy: 'GBP' });
    expect(roof?.data.profile.notStated).toEqual([
      { field: 'endsOn', statement: 'end of 2024' },
      { field: 'wholeLifeCost', statement: 'withheld' },
    ]);
    expect(lanes?.data.confidence).toEqual([
      { on: '2023-03-31', assessor: 'Project board', scale: 'DCA-3', statement: 'on hold' },
    ]);
  });

  it('gives the report that the guide shows', async () => {
    const text = reportText(reportOf(await planImport(mapping, [file])));
    expect(blockWith('rows read').startsWith(`${text}\n`)).toBe(true);
  });

  it('has an entry for every option', () => {
    const schema = readFileSync(join(__dirname, '../../../docs/schemas/mapping.schema.json'), 'utf8');
    const options = new Set([...schema.matchAll(/"([a-zA-Z]+)": \{/gu)].map(([, option]) => option ?? ''));
    const structure = [
      'properties',
      'items',
      'additionalProperties',
      'defs',
      'pattern',
      'patterns',
      'date',
      'text',
      'money',
      'rating',
    ];
    const missing = [...options].filter(
      (option) => !structure.includes(option) && !guide.includes(`\`${option}`) && !guide.includes(option),
    );
    expect(missing).toEqual([]);
  });
});
