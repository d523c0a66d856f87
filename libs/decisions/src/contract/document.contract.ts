import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './document.commands';
import * as events from './document.events';

const documentRefusals = {
  VERSION_FIXED: { words: 'Version {version} is approved with another content; that is a version of its own' },
} as const satisfies Refusals;

export const documentContract = aggregateContract({
  category: 'document',
  title: 'Document',
  commands: { ...commands },
  events: { ...events },
  refusals: documentRefusals,
});

export type DocumentCommands = DataOf<typeof documentContract.commands>;
export type DocumentEvents = DataOf<typeof documentContract.events>;
export type DocumentRefusal = keyof typeof documentRefusals;
