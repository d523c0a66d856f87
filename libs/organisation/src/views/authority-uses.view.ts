import { view } from '@tabularium/read-store';
import type { AuthorityUseEvents } from '../contract/authority-use.contract';

const byReservation = {
  keys: ({ entityId, data }: { readonly entityId: string; readonly data: { readonly reservation: string } }) => [
    `${entityId}.${data.reservation}`,
  ],
};

/** Every approval under a limit that several share. Key: holder, matter, and the key of the command. */
export const authorityUses = view<AuthorityUseEvents>()({
  name: 'authority-uses',
  version: 2,
  title: 'Uses of cumulative limits',
  columns: {
    holder: { type: 'text', title: 'Person or role whose approvals count together', indexed: true },
    matter: { type: 'text', title: 'Matter', indexed: true },
    project: { type: 'text', title: 'Project', indexed: true },
    target: { type: 'text', title: 'What was decided on' },
    by: { type: 'text', title: 'Who decided' },
    on: { type: 'date', title: 'Day', indexed: true },
    amount: { type: 'money', title: 'Amount, in the currency of the limit' },
    convertedFrom: { type: 'money', title: 'What was decided on, if in another currency' },
    rateTable: { type: 'text', title: 'Table of exchange rates it was converted by' },
    rule: { type: 'text', title: 'Limit, row or delegation used' },
    upTo: { type: 'money', title: 'Single limit' },
    cumulativeUpTo: { type: 'money', title: 'Cumulative limit' },
    windowDays: { type: 'int', title: 'Rolling window in days' },
    usedBefore: { type: 'money', title: 'Used and reserved on the project within the window before' },
    state: { type: 'text', title: 'RESERVED, USED or RELEASED', indexed: true },
  },
  scope: 'project',
  steps: {
    AuthorityReserved: {
      ...byReservation,
      step: (_, { entityId, data, metadata }) => ({
        holder: entityId.slice(0, entityId.lastIndexOf('.')),
        matter: data.matter,
        project: data.projectId,
        target: data.target,
        by: data.by,
        on: data.on,
        amount: data.amount,
        convertedFrom: data.convertedFrom ?? null,
        rateTable: data.rateTable ?? null,
        rule: data.rule,
        upTo: metadata.authority.limit ?? null,
        cumulativeUpTo: data.cumulativeLimit,
        windowDays: data.windowDays,
        usedBefore: data.usedBefore,
        state: 'RESERVED',
      }),
    },
    AuthorityExercised: { ...byReservation, step: (row) => row && { ...row, state: 'USED' } },
    AuthorityReleased: { ...byReservation, step: (row) => row && { ...row, state: 'RELEASED' } },
  },
});
