import { faultsOf } from './check';
import { exampleOf } from './example';
import * as fields from './fields';

class Part {
  @fields.Period() readonly period!: string;
  @fields.TextList({ min: 2 }) readonly words!: readonly string[];
}

class Everything {
  @fields.Text({ min: 40, max: 41 }) readonly text!: string;
  @fields.Text({ max: 3 }) readonly short!: string;
  @fields.Id() readonly id!: string;
  @fields.MoneyField({ sign: 'positive' }) readonly cost!: object;
  @fields.Currency() readonly ccy!: string;
  @fields.DateField() readonly on!: string;
  @fields.InstantField() readonly at!: string;
  @fields.Sha256() readonly sha256!: string;
  @fields.OneOf(['A', 'B']) readonly kind!: string;
  @fields.Int({ min: 7, max: 9 }) readonly count!: number;
  @fields.Flag({ optional: true }) readonly flag?: boolean;
  @fields.Nested(() => Part) readonly part!: Part;
  @fields.ListOf(() => Part, { min: 2 }) readonly parts!: readonly Part[];
  @fields.Document() readonly document!: object;
}

describe('an example of a message', () => {
  it('is that message', () => {
    expect(faultsOf(Everything, exampleOf(Everything))).toEqual([]);
  });

  it('fills in every field, the optional ones too', () => {
    expect(Object.keys(exampleOf(Everything))).toEqual(Object.keys(new Everything()));
  });

  it('is the same each time', () => {
    expect(exampleOf(Everything)).toEqual(exampleOf(Everything));
  });
});
