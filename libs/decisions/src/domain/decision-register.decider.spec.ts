import { scenario, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import type { DecisionRegisterEvents } from '../contract/decision-register.contract';
import { decisionNoOf, entryOf, registerIdOf } from '../contract/vocabulary';
import { decisionRegister } from './decision-register.decider';

const { given } = scenario(decisionRegister);
const decision = { itemId: 'ITEM', matterType: 'GATE_DECISION', subject: 'x', outcome: 'APPROVED' } as const;

it('numbers decisions by their place, without gaps', () => {
  const past: Past<DecisionRegisterEvents>[] = [];
  for (let n = 1; n <= 3; n++) {
    const [entered] = given(...past).when('EnterInRegister', decision, { id: 'IB.2026' }).facts;
    expect(entered?.data).toEqual({ entry: n, decisionNo: `IB-2026-000${n}`, ...decision });
    past.push({ type: 'DecisionEntered', data: entered?.data as never });
  }
});
it.each(['IB', 'IB.26', '.2026'])('is no register: %s', (id) => {
  given().when('EnterInRegister', decision, { id }).thenRefused('REGISTER_ID_INVALID');
});
it('finds register and entry again from a number, whatever the body is called', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.~-]{0,10}[A-Za-z0-9]$/);
  fc.assert(
    fc.property(
      name,
      fc.integer({ min: 1000, max: 9999 }),
      fc.integer({ min: 1, max: 99_999 }),
      (bodyId, year, entry) => {
        const decisionNo = decisionNoOf(registerIdOf(bodyId, String(year)), entry);
        expect(entryOf(decisionNo)).toEqual({ bodyId, year: String(year), entry });
      },
    ),
  );
  expect(entryOf('IB')).toBeUndefined();
});
