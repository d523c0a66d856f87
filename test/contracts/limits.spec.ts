import { commandSpec, type MessageClass } from '@tabularium/contracts';
import { contexts } from '@tabularium/engine';
import { contracts } from './all-contracts';

/** What each command that takes a limit decides, by its events. Whoever gives a command a limit says here what it leads to. */
const decided: Readonly<Record<string, readonly string[]>> = {
  ApproveProject: ['ProjectApproved'],
  CloseProject: ['ProjectClosed'],
  TerminateProject: ['ProjectTerminated'],
  RecordGateDecision: ['GatePassed', 'GatePassedWithConditions', 'GateReworkRequired', 'GateHeld', 'GateStopped'],
  ApproveBudget: ['BudgetApproved'],
  ApproveRevision: ['BudgetRevised'],
  SetFundingEnvelope: ['FundingEnvelopeSet'],
  ApproveChange: ['ChangeApproved'],
};

const limited = contracts.flatMap(({ commands }) =>
  Object.entries(commands).flatMap(([name, message]) => (commandSpec(message as MessageClass).authority ? [name] : [])),
);

it('shows every decision that one person can take under a limit among the approvals', () => {
  const approvals = contexts.flatMap(({ views }) => views).find(({ name }) => name === 'approvals');
  expect(Object.keys(decided).sort()).toEqual(limited.sort());
  expect(Object.keys(approvals?.steps ?? {}).sort()).toEqual(Object.values(decided).flat().sort());
});
