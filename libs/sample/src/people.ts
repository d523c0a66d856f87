import type { Matter, Role } from '@tabularium/contracts';

/** A person of the sample organisation; limits in whole pounds. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Organisation-wide roles. Sponsors and project managers get theirs project by project. */
  readonly roles: readonly Role[];
  readonly limits?: Readonly<Partial<Record<Matter, number>>>;
}

/** The PMO director. */
export const DIRECTOR = 'r.adeyemi';

/** Aldermere City Council: fictional, as is everybody in it. */
export const people: readonly SamplePerson[] = [
  {
    id: DIRECTOR,
    name: 'Ruth Adeyemi',
    title: 'PMO Director',
    unit: 'Corporate Services',
    roles: ['PMO_DIRECTOR'],
  },
  {
    id: 'n.castellan',
    name: 'Noor Castellan',
    title: 'Chief Executive',
    unit: 'Corporate Services',
    roles: ['PMO_DIRECTOR', 'BOARD_CHAIR'],
  },
  {
    id: 'p.thackeray',
    name: 'Philippa Thackeray',
    title: 'Director of Finance',
    unit: 'Finance',
    roles: ['BOARD_CHAIR'],
  },
  {
    id: 'd.marchetti',
    name: 'Dario Marchetti',
    title: 'Cabinet Member for Place',
    unit: 'Cabinet',
    roles: ['BOARD_MEMBER'],
  },
  {
    id: 's.oyelaran',
    name: 'Sade Oyelaran',
    title: 'Cabinet Member for Resources',
    unit: 'Cabinet',
    roles: ['BOARD_MEMBER'],
  },
  { id: 'k.lindgren', name: 'Karin Lindgren', title: 'Independent Member', unit: 'Cabinet', roles: ['BOARD_MEMBER'] },
  { id: 'a.brandt', name: 'Anselm Brandt', title: 'Independent Member', unit: 'Cabinet', roles: ['BOARD_MEMBER'] },
  {
    id: 'm.halloran',
    name: 'Maeve Halloran',
    title: 'PMO Manager',
    unit: 'Corporate Services',
    roles: ['PMO_MANAGER'],
  },
  {
    id: 'd.osei',
    name: 'Daniel Osei',
    title: 'PMO Manager, Capital',
    unit: 'Corporate Services',
    roles: ['PMO_MANAGER'],
  },
  {
    id: 'p.kowalczyk',
    name: 'Piotr Kowalczyk',
    title: 'PMO Analyst',
    unit: 'Corporate Services',
    roles: ['PMO_ANALYST'],
  },
  {
    id: 'l.fernando',
    name: 'Lakshmi Fernando',
    title: 'PMO Analyst',
    unit: 'Corporate Services',
    roles: ['PMO_ANALYST'],
  },
  {
    id: 'j.bramley',
    name: 'Joss Bramley',
    title: 'PMO Administrator',
    unit: 'Corporate Services',
    roles: ['PMO_ADMINISTRATOR'],
  },
  {
    id: 'e.varga',
    name: 'Edit Varga',
    title: 'Finance Controller',
    unit: 'Finance',
    roles: ['FINANCE_CONTROLLER'],
    limits: { BUDGET_REVISION: 250_000 },
  },
  { id: 's.mbeki', name: 'Sipho Mbeki', title: 'Assistant Controller', unit: 'Finance', roles: ['FINANCE_CONTROLLER'] },
  { id: 'a.whitlock', name: 'Agnes Whitlock', title: 'Internal Auditor', unit: 'Audit', roles: ['AUDITOR'] },
  {
    id: 'h.okafor',
    name: 'Henry Okafor',
    title: 'Director of Harbour and Waterways',
    unit: 'Harbour and Waterways',
    roles: [],
  },
  {
    id: 'c.delacroix',
    name: 'Camille Delacroix',
    title: 'Director of Transport',
    unit: 'Transport',
    roles: ['BOARD_MEMBER'],
  },
  { id: 'b.singh', name: 'Balvinder Singh', title: 'Director of Housing', unit: 'Housing', roles: ['BOARD_MEMBER'] },
  {
    id: 'v.romero',
    name: 'Valeria Romero',
    title: 'Chief Digital Officer',
    unit: 'Digital and Data',
    roles: ['BOARD_MEMBER'],
  },
  {
    id: 'g.achebe',
    name: 'Grace Achebe',
    title: 'Director of Adult Care',
    unit: 'Health and Care',
    roles: ['BOARD_MEMBER'],
  },
  {
    id: 'o.nystrom',
    name: 'Olof Nyström',
    title: 'Director of Environment',
    unit: 'Environment',
    roles: ['BOARD_MEMBER'],
  },
  {
    id: 'f.ibrahim',
    name: 'Fatima Ibrahim',
    title: 'Director of Education',
    unit: 'Education',
    roles: ['BOARD_MEMBER'],
  },
  { id: 't.lindqvist', name: 'Tove Lindqvist', title: 'Project Manager', unit: 'Harbour and Waterways', roles: [] },
  { id: 'r.patel', name: 'Rohan Patel', title: 'Project Manager', unit: 'Transport', roles: [] },
  { id: 'k.mcallister', name: 'Kirsty McAllister', title: 'Project Manager', unit: 'Housing', roles: [] },
  { id: 'i.duarte', name: 'Inês Duarte', title: 'Project Manager', unit: 'Digital and Data', roles: [] },
  { id: 'w.zhang', name: 'Wei Zhang', title: 'Project Manager', unit: 'Digital and Data', roles: [] },
  { id: 'y.aboud', name: 'Yasmin Aboud', title: 'Project Manager', unit: 'Health and Care', roles: [] },
  { id: 'q.fairweather', name: 'Quentin Fairweather', title: 'Project Manager', unit: 'Environment', roles: [] },
  { id: 'z.horvat', name: 'Zora Horvat', title: 'Project Manager', unit: 'Education', roles: [] },
  { id: 'u.eriksen', name: 'Ulla Eriksen', title: 'Project Manager', unit: 'Corporate Services', roles: [] },
];
