import { fact, refuse, type Decider } from '@tabularium/kernel';
import type { DocumentCommands, DocumentEvents, DocumentRefusal } from '../contract/document.contract';
import type { Paper } from '../contract/item-parts';

/** Versions of a document that were approved. Its text lies elsewhere; a version that nobody approved is a draft. */
export interface ApprovedVersions {
  readonly versions: readonly {
    readonly version: string;
    readonly sha256: string;
    readonly approvers: readonly string[];
  }[];
}

/** Who approved a paper in just this content. */
export const approversOf = (
  { versions }: ApprovedVersions,
  { version, sha256 }: Pick<Paper, 'version' | 'sha256'>,
): readonly string[] => versions.find((known) => known.version === version && known.sha256 === sha256)?.approvers ?? [];

export const document: Decider<ApprovedVersions, DocumentCommands, DocumentEvents, DocumentRefusal> = {
  category: 'document',
  initial: { versions: [] },
  evolve: {
    PaperApproved: (state, { version, sha256, by }) => ({
      versions: [
        ...state.versions.filter((known) => known.version !== version),
        { version, sha256, approvers: [...approversOf(state, { version, sha256 }), by] },
      ],
    }),
  },
  decide: {
    ApprovePaper: (paper, state, { actor }) => {
      const known = state.versions.find(({ version }) => version === paper.version);
      if (known && known.sha256 !== paper.sha256) return refuse('VERSION_FIXED', { version: paper.version });
      return known?.approvers.includes(actor.id) ? [] : [fact('PaperApproved', { ...paper, by: actor.id })];
    },
  },
};
