import type { Block, Document } from '@tabularium/documents';
import { footerLines } from './footer';
import type { AgendaItem, BoardPack, ChangeCause, Since } from './pack';
import { withheldText } from './papers-shown';
import { meetingModes, moneyText, sentence, wordsOf } from './words';

/** A board pack on paper: notice, members, agenda, each matter, and what is still open. */
export function packDocument(pack: BoardPack): Document {
  const { meeting, bodyName, notice, items, footer } = pack;
  return {
    name: `board-pack-${meeting}`,
    kind: 'Board pack',
    title: bodyName,
    subtitle: `Meeting ${meeting} on ${notice.on}`,
    language: 'en',
    datedAt: footer.knownAt ?? footer.asOf,
    blocks: [
      { heading: 'Notice', level: 2 },
      { values: noticeValues(pack) },
      ...pack.remarks.map((text): Block => ({ text, muted: true })),
      { heading: 'Members', level: 2 },
      membersTable(pack),
      { heading: 'Agenda', level: 2 },
      agendaTable(pack),
      ...items.flatMap((item) => itemBlocks(item, named(pack))),
      ...openBlocks(pack),
    ],
    footer: footerLines(footer),
  };
}

type Named = (id: string | null) => string;

/** `Ada Łukasik (ada)` */
const named =
  ({ people }: BoardPack): Named =>
  (id) =>
    id === null ? 'vacant' : people[id] === undefined || people[id] === id ? id : `${people[id]} (${id})`;

const modeText = (mode: string): string =>
  Object.entries(meetingModes).find(([name]) => name === mode)?.[1] ?? wordsOf(mode);

function noticeValues({ notice, quorum }: BoardPack): readonly (readonly [string, string])[] {
  const { on, mode, place, calledOn, days, daysNeeded, waivedBy, papersDueOn, agendaPublished } = notice;
  const waived = waivedBy.length === 0 ? '' : `; notice waived by ${waivedBy.join(', ')}`;
  return [
    ['When and where', `${on}, ${modeText(mode)}${place === null ? '' : `, ${place}`}`],
    ['Called', `${calledOn}: ${days} days of notice, ${daysNeeded} needed${waived}`],
    ['Papers due', papersDueOn],
    ['Agenda', agendaPublished ? 'published' : 'not published yet'],
    [
      'Quorum',
      `${sentence(quorum.rule)}: ${quorum.required} (${quorum.filled} of ${quorum.votingSeats} voting seats filled)`,
    ],
  ];
}

const membersTable = (pack: BoardPack): Block => ({
  columns: [
    { title: 'Seat', width: 1.2 },
    { title: 'Office', width: 0.8 },
    { title: 'Member', width: 2 },
    { title: 'Alternate', width: 1.4 },
    { title: 'Vote', width: 0.6 },
  ],
  rows: pack.members.map(({ title, office, personId, alternate, voting }) => [
    title,
    office === null ? '' : wordsOf(office),
    named(pack)(personId),
    alternate === null ? '' : named(pack)(alternate),
    voting ? 'yes' : 'no',
  ]),
});

const agendaTable = ({ items }: BoardPack): Block => ({
  columns: [
    { title: 'No', width: 0.4 },
    { title: 'Matter', width: 3 },
    { title: 'Kind', width: 1.4 },
    { title: 'Amount', width: 1.4, right: true },
  ],
  rows: items.map(({ place, subject, matterType, amount }) => [
    String(place),
    subject,
    wordsOf(matterType),
    amount ? moneyText(amount) : '',
  ]),
});

function itemBlocks(item: AgendaItem, name: Named): readonly Block[] {
  return [
    { heading: `${item.place}. ${item.subject}`, level: 2 },
    ...(item.summary === null ? [] : [{ text: item.summary }]),
    { values: itemValues(item, name) },
    ...section('What the decision would authorise', item.commands, 'Nothing: the matter can only be noted.'),
    ...section('Conditions proposed', item.conditions),
    ...section(
      'Advice',
      item.recommendations.map(
        ({ adviser, stance, text, by }) => `${sentence(wordsOf(adviser))} (${name(by)}), ${wordsOf(stance)}: ${text}`,
      ),
    ),
    ...section(
      'Conflicts of interest',
      item.conflicts.map(({ personId, grounds, state, settledBy, reason }) => {
        const settled =
          settledBy === null
            ? 'not settled: the ballot does not open until it is'
            : `${wordsOf(state)} by ${name(settledBy)}: ${reason ?? ''}`;
        return `${name(personId)} – ${grounds.join('; ')} – ${settled}`;
      }),
    ),
    ...paperBlocks(item, name),
    ...sinceBlocks(item.sinceLastApproval),
    ...previousBlocks(item),
  ];
}

function itemValues(item: AgendaItem, name: Named): readonly (readonly [string, string])[] {
  const { matterType, target, amount, proposedBy, votingRule, quorate, effectiveFrom, retroactiveBecause } = item;
  return [
    ['Matter', wordsOf(matterType)],
    ['About', target ?? 'nothing on record'],
    ['Amount', amount ? moneyText(amount) : 'none'],
    ['Proposed by', name(proposedBy)],
    ['To carry', votingRule ?? 'the terms of reference do not name the matter'],
    ...(quorate
      ? [
          [
            'Quorum',
            `${quorate.required} needed, ${quorate.present} if all come: ${quorate.quorate ? 'reached' : 'NOT reached'}`,
          ] as const,
        ]
      : []),
    ...(effectiveFrom === null ? [] : [['Effective from', effectiveFrom] as const]),
    ...(retroactiveBecause === null ? [] : [['Retroactive because', retroactiveBecause] as const]),
  ];
}

const section = (heading: string, items: readonly string[], otherwise?: string): readonly Block[] => {
  if (items.length > 0) return [{ heading, level: 3 }, { items }];
  return otherwise === undefined
    ? []
    : [
        { heading, level: 3 },
        { text: otherwise, muted: true },
      ];
};

function paperBlocks({ papers, papersWithheld, papersLate }: AgendaItem, name: Named): readonly Block[] {
  const late: readonly Block[] = papersLate ? [{ text: 'Tabled after the papers were due.', muted: true }] : [];
  const withheld: readonly Block[] = papersWithheld === 0 ? [] : [{ text: `${withheldText(papersWithheld)}.` }];
  const none: readonly Block[] = papersWithheld === 0 ? [{ text: 'None.', muted: true }] : [];
  if (papers.length === 0) return [{ heading: 'Papers', level: 3 }, ...none, ...withheld, ...late];
  const rows = papers.map(({ documentId, version, sha256, mark, approvedBy }) => [
    mark === undefined ? documentId : `${documentId} (${mark})`,
    version,
    sha256,
    approvedBy.length === 0 ? 'draft' : `approved by ${approvedBy.map(name).join(', ')}`,
  ]);
  return [
    { heading: 'Papers', level: 3 },
    ...late,
    ...withheld,
    {
      columns: [
        { title: 'Document', width: 1.8 },
        { title: 'Version', width: 0.6 },
        { title: 'SHA-256', width: 3 },
        { title: 'State', width: 1.2 },
      ],
      rows,
    },
  ];
}

function sinceBlocks(since: Since): readonly Block[] {
  if (since.kind === 'NO_TARGET') return [];
  const heading: Block = { heading: 'Since the last approval', level: 3 };
  if (since.kind === 'FIRST_TIME')
    return [heading, { text: 'First time: no body has approved anything about it.', muted: true }];
  const { decisionNo, decidedOn, position, changes } = since;
  const words = `Compared with ${decisionNo} of ${decidedOn} (position ${position}).`;
  if (changes.length === 0) return [heading, { text: `${words} Nothing is different.` }];
  const rows = changes.map(({ column, before, after, restated, causes, byThatDecision }) => [
    `${sentence(wordsOf(column))}${restated ? ' (restated)' : ''}`,
    before,
    after,
    byThatDecision ? `${decisionNo} itself` : causesText(causes),
  ]);
  return [
    heading,
    { text: words },
    {
      columns: [
        { title: 'What', width: 1.1 },
        { title: 'Then', width: 1.2 },
        { title: 'Now', width: 1.2 },
        { title: 'Because of', width: 1.6 },
      ],
      rows,
    },
  ];
}

/** Causes told on paper; the rest is in the JSON. */
const MOST_CAUSES = 2;

/** The latest. The engine's own right is no name that says something to people. */
function causesText(causes: readonly ChangeCause[]): string {
  const latest = causes
    .slice(-MOST_CAUSES)
    .map(({ event, type, by, authority }) =>
      [`#${event} ${type} by ${by}`, ...(authority.startsWith('SYSTEM') ? [] : [authority])].join(', '),
    );
  const earlier = causes.length - latest.length;
  return [...(earlier > 0 ? [`${earlier} earlier`] : []), ...latest].join('; ');
}

function previousBlocks({ previous }: AgendaItem): readonly Block[] {
  if (previous.length === 0) return [];
  const rows = previous.map(({ decisionNo, decidedOn, subject, outcome, state }) => [
    decisionNo,
    decidedOn,
    subject,
    `${wordsOf(outcome)}, now ${wordsOf(state)}`,
  ]);
  return [
    { heading: 'Decided before', level: 3 },
    {
      columns: [
        { title: 'Decision' },
        { title: 'On', width: 0.8 },
        { title: 'Matter', width: 2 },
        { title: 'Outcome', width: 1.4 },
      ],
      rows,
    },
  ];
}

function openBlocks(pack: BoardPack): readonly Block[] {
  const { openActions, openConditions } = pack;
  const actions = openActions.map(({ action, text, owner, dueOn, overdueDays }) => [
    action,
    text,
    named(pack)(owner),
    overdueDays > 0 ? `${dueOn}, ${overdueDays} days overdue` : dueOn,
  ]);
  const conditions = openConditions.map(({ item, text, owner, dueOn, state }) => [
    item,
    text,
    named(pack)(owner),
    `${dueOn}, ${wordsOf(state)}`,
  ]);
  const columns = (first: string, second: string) => [
    { title: first },
    { title: second, width: 2.2 },
    { title: 'Owner', width: 1.2 },
    { title: 'Due', width: 1 },
  ];
  return [
    { heading: 'Open actions', level: 2 },
    actions.length === 0 ? { text: 'None.', muted: true } : { columns: columns('Action', 'What'), rows: actions },
    { heading: 'Open conditions', level: 2 },
    conditions.length === 0
      ? { text: 'None.', muted: true }
      : { columns: columns('Matter', 'Condition'), rows: conditions },
  ];
}
