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

const wide = (pounds: number): Readonly<Record<Matter, number>> => ({
  PROJECT_APPROVAL: pounds,
  GATE_DECISION: pounds,
  BUDGET_REVISION: pounds,
  CHANGE_APPROVAL: pounds,
  PROJECT_CLOSURE: pounds,
});

/** Aldermere City Council: fictional, as is everybody in it. */
export const people: readonly SamplePerson[] = [
  {
    id: DIRECTOR,
    name: 'Ruth Adeyemi',
    title: 'PMO Director',
    unit: 'Corporate Services',
    roles: ['PMO_DIRECTOR'],
    limits: wide(150_000_000),
  },
  {
    id: 'n.castellan',
    name: 'Noor Castellan',
    title: 'Chief Executive',
    unit: 'Corporate Services',
    roles: ['PMO_DIRECTOR'],
    limits: wide(150_000_000),
  },
  {
    id: 'm.halloran',
    name: 'Maeve Halloran',
    title: 'PMO Manager',
    unit: 'Corporate Services',
    roles: ['PMO_MANAGER'],
    limits: wide(5_000_000),
  },
  {
    id: 'd.osei',
    name: 'Daniel Osei',
    title: 'PMO Manager, Capital',
    unit: 'Corporate Services',
    roles: ['PMO_MANAGER'],
    limits: wide(2_000_000),
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
    limits: wide(1_000_000),
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
  { id: 'c.delacroix', name: 'Camille Delacroix', title: 'Director of Transport', unit: 'Transport', roles: [] },
  { id: 'b.singh', name: 'Balvinder Singh', title: 'Director of Housing', unit: 'Housing', roles: [] },
  { id: 'v.romero', name: 'Valeria Romero', title: 'Chief Digital Officer', unit: 'Digital and Data', roles: [] },
  { id: 'g.achebe', name: 'Grace Achebe', title: 'Director of Adult Care', unit: 'Health and Care', roles: [] },
  { id: 'o.nystrom', name: 'Olof Nyström', title: 'Director of Environment', unit: 'Environment', roles: [] },
  { id: 'f.ibrahim', name: 'Fatima Ibrahim', title: 'Director of Education', unit: 'Education', roles: [] },
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
