import { readPdf } from '@tabularium/testing';
import type { Block, Document } from './index';
import { renderPdf } from './index';

const document = (...blocks: readonly Block[]): Document => ({
  name: 'pack',
  kind: 'Board pack',
  title: 'Rada Łódź, Größe, Яна, Ωmega',
  subtitle: 'Meeting IB.2026-03',
  language: 'en',
  datedAt: '2026-03-09T10:00:00.000Z',
  blocks,
  footer: ['As of 2026-03-09', 'Content SHA-256 abc'],
});
const read = async (...blocks: readonly Block[]) => readPdf(await renderPdf(document(...blocks)));

const rows = (count: number, text = '') =>
  Array.from({ length: count }, (_, n) => [String(n + 1), `Matter ${n + 1}${text}`]);
const columns = [{ title: 'No', width: 0.3 }, { title: 'What' }];

describe('a PDF', () => {
  it('says its title and language, is tagged, and brings every font', async () => {
    const pdf = await read({ text: 'x' }, { text: 'slanted', muted: true });
    expect(pdf).toMatchObject({
      title: 'Rada Łódź, Größe, Яна, Ωmega',
      language: 'en',
      tagged: true,
      showsTitle: true,
      fontsNotEmbedded: [],
      pages: 1,
    });
  });
  it('is the same bytes for the same document, and others for another', async () => {
    const one = await renderPdf(document({ text: 'x' }));
    expect((await renderPdf(document({ text: 'x' }))).equals(one)).toBe(true);
    expect((await renderPdf(document({ text: 'y' }))).equals(one)).toBe(false);
  });
  it('has its structure in reading order', async () => {
    const pdf = await read(
      { heading: 'Notice', level: 2 },
      { values: [['Where', 'Town hall']] },
      { heading: 'Papers', level: 3 },
      { items: ['one'] },
      { columns, rows: rows(1) },
    );
    expect(pdf.structure.filter((role) => role !== 'Root')).toEqual([
      ...['Document', 'P', 'H1', 'P', 'H2', 'Table', 'TR', 'TH', 'TD', 'H3', 'L', 'LI', 'Lbl', 'LBody'],
      ...['Table', 'THead', 'TR', 'TH', 'TH', 'TBody', 'TR', 'TD', 'TD'],
    ]);
    expect(pdf.text.replaceAll('\n', ' ')).toMatch(
      /BOARD PACK.*Rada Łódź, Größe, Яна, Ωmega.*Notice.*Where.*Town hall.*Papers.*one.*No.*What.*1.*Matter 1.*As of 2026-03-09.*Page 1 of 1/,
    );
  });
  it('goes on over pages: the head stands on each, every row once, the small print below', async () => {
    const { pages, pageTexts, text, structure } = await read({ columns, rows: rows(120) });
    expect(pages).toBeGreaterThan(2);
    pageTexts.forEach((page, n) => {
      expect(page).toContain('What');
      expect(page).toContain(`Page ${n + 1} of ${pages}`);
      expect(page).toContain('Content SHA-256 abc');
    });
    for (let n = 1; n <= 120; n++) expect(text.match(new RegExp(`Matter ${n}\\b`, 'g'))).toHaveLength(1);
    expect(structure.filter((role) => role === 'TH')).toHaveLength(2);
  });
  it('cuts a row that is higher than a page, and a paragraph that is longer', async () => {
    const words = Array.from({ length: 1500 }, (_, n) => `w${n}`).join(' ');
    const { pages, text } = await read({ columns, rows: [['1', words]] }, { text: words });
    expect(pages).toBeGreaterThan(2);
    for (const n of [0, 700, 1499]) expect(text.match(new RegExp(`\\bw${n}\\b`, 'g'))).toHaveLength(2);
  });
  it('never lets a heading stand alone at the foot of a page', async () => {
    const filled = (lines: number): readonly Block[] => [
      ...Array.from({ length: lines }, (_, n): Block => ({ text: `line ${n}` })),
      { heading: 'Last heading', level: 2 },
      { text: 'what it is about' },
    ];
    for (let lines = 24; lines < 36; lines++) {
      const { pageTexts } = await read(...filled(lines));
      const page = pageTexts.find((each) => each.includes('Last heading'));
      expect(page).toContain('what it is about');
    }
  });
  it('takes any text: long words, control characters, other scripts, other directions', async () => {
    const hostile = [
      'x'.repeat(5000),
      'a\u0000\u0007b\u202ec',
      'שלום עולם',
      'مرحبا',
      '汉字',
      '🙂',
      '\ud800',
      '',
      ' '.repeat(300),
    ];
    const { text, fontsNotEmbedded } = await read(
      ...hostile.map((each): Block => ({ text: each })),
      { columns: [{ title: hostile[0] ?? '' }, { title: '' }], rows: [hostile] },
      { values: [['', hostile.join('\n')]] },
      { heading: hostile.join(' '), level: 2 },
    );
    expect(fontsNotEmbedded).toEqual([]);
    expect(text.replaceAll('\n', '')).toContain('x'.repeat(4000));
    expect(text).toContain('abc');
    // What no font has is written as its number.
    expect(text).toContain('‹U+6C49›');
    for (const word of ['שלום', 'مرحبا']) expect([...word].every((letter) => text.includes(letter))).toBe(true);
  });
});
