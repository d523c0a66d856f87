import fc from 'fast-check';
import { fit, GAP } from './fit';

const text = (width: number) => ({ width, rigid: false });
const amount = (width: number) => ({ width, rigid: true });

describe('fitting columns into a terminal', () => {
  it('gives every column its wish where there is room', () => {
    expect(fit([text(10), amount(12)], 80)).toEqual([10, 12]);
  });
  it('cuts the long texts to a common width and leaves amounts whole', () => {
    expect(fit([text(10), text(60), amount(14), text(50)], 70)).toEqual([10, 20, 14, 20]);
  });
  it('leaves columns out at the end when cutting is not enough', () => {
    expect(fit([text(20), amount(20), amount(20)], 50)).toEqual([20, 20]);
  });
  it('always shows the first column', () => {
    expect(fit([amount(30), amount(30)], 10)).toEqual([30]);
    expect(fit([text(100)], 40)).toEqual([40]);
  });
  it('never exceeds the space with two columns or more, and never widens a column', () => {
    const wish = fc.record({ width: fc.integer({ min: 1, max: 100 }), rigid: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 20, max: 250 }),
        (wishes, space) => {
          const widths = fit(wishes, space);
          const used = widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
          expect(widths.length === 1 || used <= space).toBe(true);
          expect(widths.every((width, index) => width <= (wishes[index]?.width ?? 0))).toBe(true);
        },
      ),
    );
  });
});
