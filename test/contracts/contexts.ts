import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { contractsIn, type AggregateContract, type ContextContracts } from '@tabularium/contracts';

const libs = join(__dirname, '..', '..', 'libs');
const doorOf = (lib: string): string => join(libs, lib, 'src', 'contract', 'index.ts');

/** Every context of the repository with what its contract door offers. */
export const contexts: readonly ContextContracts[] = readdirSync(libs)
  .filter((lib) => existsSync(doorOf(lib)))
  .map((name) => ({ name, contracts: contractsIn(jest.requireActual<object>(doorOf(name))) }));

export const contracts: readonly AggregateContract[] = contexts.flatMap((context) => context.contracts);
