import { view } from '@tabularium/read-store';
import type { LegacyReturnEvents } from '../contract/legacy-return.contract';

/** The returns of each source as last recorded. Key: `<source>.<returnOn>`. */
export const legacyReturns = view<LegacyReturnEvents>()({
  name: 'legacy-returns',
  version: 1,
  title: 'Imported returns',
  columns: {
    source: { type: 'text', title: 'Source', indexed: true },
    returnOn: { type: 'date', title: 'Return of' },
    files: { type: 'list', title: 'Files' },
    members: { type: 'list', title: 'Projects named' },
    projects: { type: 'int', title: 'Number of projects' },
    unreadable: { type: 'int', title: 'Cells not read' },
  },
  steps: {
    LegacyReturnRecorded: (_, { data: { source, returnOn, files, members, unreadable } }) => ({
      source,
      returnOn,
      files: files.map(({ name }) => name),
      members,
      projects: members.length,
      unreadable,
    }),
  },
});
