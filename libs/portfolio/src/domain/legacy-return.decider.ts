import { fact, refuse, type Decider } from '@tabularium/kernel';
import type { LegacyReturnCommands, LegacyReturnEvents, LegacyReturnRefusal } from '../contract/legacy-return.contract';
import { legacyReturnId } from '../contract/legacy-return-id';
import { sameData } from './same-data';

/** What was recorded last; null = nothing yet. */
export type LegacyReturn = LegacyReturnEvents['LegacyReturnRecorded'] | null;

export const legacyReturn: Decider<LegacyReturn, LegacyReturnCommands, LegacyReturnEvents, LegacyReturnRefusal> = {
  category: 'legacyReturn',
  initial: null,
  decide: {
    RecordLegacyReturn: (command, recorded, { id }) => {
      const expected = legacyReturnId(command.source, command.returnOn);
      if (id !== expected) return refuse('RETURN_ID_MISMATCH', { expected });
      if (sameData(recorded, command)) return [];
      return [fact('LegacyReturnRecorded', command)];
    },
  },
  evolve: { LegacyReturnRecorded: (_, recorded) => recorded },
};
