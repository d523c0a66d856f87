import { faultsOf } from '@tabularium/contracts';
import { gbp } from '@tabularium/testing';
import { budgetContract } from '../contract/budget.contract';
import { gateReleasesFunds } from './gate-releases-funds.process';

const pass = { projectId: 'PRJ-1', gate: 'RfE', attempt: 2, reason: 'Ready' };
const meta = { entityId: 'PRJ-1.RfE' } as never;

it('releases what a passed gate names, in the budget of its project', () => {
  const [command, ...more] = gateReleasesFunds.on.GatePassed?.({ ...pass, fundsReleased: gbp(700) }, meta) ?? [];
  expect(command).toEqual({
    category: 'budget',
    id: 'PRJ-1',
    command: 'ReleaseStageFunds',
    data: { gate: 'RfE', attempt: 2, amount: gbp(700) },
  });
  expect(more).toEqual([]);
  expect(faultsOf(budgetContract.commands.ReleaseStageFunds, command?.data)).toEqual([]);
});

it('asks for nothing when the gate names no money', () => {
  expect(gateReleasesFunds.on.GatePassed?.(pass, meta)).toEqual([]);
  expect(gateReleasesFunds.on.GatePassed?.({ ...pass, fundsReleased: gbp(0) }, meta)).toEqual([]);
});

it('waits while conditions are open', () => {
  expect(Object.keys(gateReleasesFunds.on)).toEqual(['GatePassed']);
});
