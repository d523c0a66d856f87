import type { FactLoader } from '@tabularium/http';
import { ownerOf } from '@tabularium/kernel';
import { projectStanding } from '@tabularium/portfolio/contract';
import type { ChangeRequestCommands } from './contract/change-request.contract';
import { changeStanding, isOpen } from './contract/change-standing';
import { changeIdOf, changeNumberOf } from './contract/vocabulary';
import type { ChangeRequestFacts } from './domain/change-request.decider';
import { toleranceFor } from './tolerance-facts';

/** Rules lean on streams, never on views: every stream read here is pinned in the events that follow. */
type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

export const changeRequestFacts: Loaders<ChangeRequestCommands, ChangeRequestFacts> = {
  RaiseChange: async ({ id, read }) => {
    const projectId = ownerOf(id);
    const previous = (changeNumberOf(id) ?? 1) - 1;
    const { life } = await read(projectStanding, projectId);
    const before = previous > 0 ? await read(changeStanding, changeIdOf(projectId, previous)) : undefined;
    return { project: life, previousRaised: before === undefined || before.stage !== undefined };
  },
  ApproveChange: async ({ id, ...asked }) => {
    const tolerance = await toleranceFor(asked, id);
    return tolerance ? { tolerance } : {};
  },
  MergeChange: async ({ command: { into }, read }) => ({ targetOpen: isOpen(await read(changeStanding, into)) }),
};
