import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { contractsIn, type AggregateContract } from '@tabularium/contracts';

const libs = join(__dirname, '..', '..', 'libs');
const doorOf = (lib: string): string => join(libs, lib, 'src', 'contract', 'index.ts');

/** Every aggregate contract of the repository: what the contract doors of its contexts offer. */
export const contracts: readonly AggregateContract[] = readdirSync(libs)
  .map(doorOf)
  .filter((door) => existsSync(door))
  .flatMap((door) => contractsIn(jest.requireActual<object>(door)));
