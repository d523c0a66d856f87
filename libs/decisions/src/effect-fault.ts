import {
  commandSpec,
  contractsIn,
  faultsOf,
  isDecidable,
  type AggregateContract,
  type MessageClass,
} from '@tabularium/contracts';
import * as control from '@tabularium/control/contract';
import * as finance from '@tabularium/finance/contract';
import * as organisation from '@tabularium/organisation/contract';
import * as portfolio from '@tabularium/portfolio/contract';
import * as decisions from './contract';
import type { AuthorisedCommand } from './contract/item-parts';

/** What a board's decision may set in motion. */
export const contracts: ReadonlyMap<string, AggregateContract> = new Map(
  [portfolio, finance, control, organisation, decisions]
    .flatMap(contractsIn)
    .map((contract) => [contract.category, contract]),
);

/** What is harder to decide than other matters is not brought in as one of them; commands under a limit name their own. */
const ownMatters: Readonly<Record<string, string>> = { 'decisionItem RescindDecision': 'RESCISSION' };

/** The first effect that is no command a decision could carry out, counted from 1, and why; undefined if all are. */
export function effectFault(matterType: string, effects: readonly AuthorisedCommand[]) {
  const faults = effects.map((effect) => faultOf(matterType, effect));
  const at = faults.findIndex((fault) => fault !== undefined);
  return at < 0 ? undefined : { n: at + 1, fault: faults[at] ?? '' };
}

function faultOf(matterType: string, { category, command, data }: AuthorisedCommand): string | undefined {
  const commands = contracts.get(category)?.commands ?? {};
  const message = Object.hasOwn(commands, command) ? (commands[command] as MessageClass) : undefined;
  if (!message) return `${category} has no command ${command}`;
  if (!isDecidable(commandSpec(message))) return `${command} is not for a body to order`;
  const matter = commandSpec(message).authority ?? ownMatters[`${category} ${command}`];
  if (matter && matter !== matterType) return `${command} is a matter of ${matter}`;
  const [first] = faultsOf(message, data);
  return first && `${first.pointer} ${first.message}`;
}
