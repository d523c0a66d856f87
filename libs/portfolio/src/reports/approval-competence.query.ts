import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { money, type Money } from '@tabularium/kernel';
import {
  everyRow,
  listIn,
  moneyIn,
  pinnedBasis,
  textIn,
  type Basis,
  type KeyedRow,
  type Row,
} from '@tabularium/read-store';
import type { AuthorityRow } from '../contract/portfolio.commands';
import { competenceOf, type Competence, type Finding } from '../domain/competence';
import { UNLIMITED } from '../views/authority-ladders.view';

export class ApprovalCompetenceAsked {
  @Id({ to: 'portfolio', optional: true, about: 'Only approvals of this portfolio' }) readonly portfolio?: string;
}

export interface ApprovalFound extends Finding {
  readonly project: string;
  readonly name: string | null;
  readonly portfolio: string | null;
  readonly body: string;
  readonly amount: Money;
  readonly approvedOn: string;
  readonly source: string;
}

export interface ApprovalCompetence {
  readonly basis: Basis;
  readonly counts: Readonly<Record<Competence, number>>;
  readonly rows: readonly ApprovalFound[];
}

/** Approvals of earlier records against the authority ladder of the project's portfolio, all at one basis. */
export const approvalCompetence: Report<ApprovalCompetenceAsked, ApprovalCompetence> = {
  name: 'approval-competence',
  title: 'Which approvals of earlier records a competent body gave',
  params: ApprovalCompetenceAsked,
  run: async ({ portfolio, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const ladders = new Map(
      (await everyRow(views, 'authority-ladders', basis)).map(({ key, row }) => [key, ladderOf(row)]),
    );
    const projects = rowsByKey(await everyRow(views, 'project-register', basis));
    const departed = rowsByKey(await everyRow(views, 'departed-components', basis));
    const rows = (await everyRow(views, 'legacy-approvals', basis))
      .flatMap(({ row }) => {
        const project = textIn(row, 'project') ?? '';
        return approvalOf(row, project, projects.get(project) ?? departed.get(project), ladders);
      })
      .filter((found) => portfolio === undefined || found.portfolio === portfolio);
    return { basis, counts: countsOf(rows), rows };
  },
};

const rowsByKey = (rows: readonly KeyedRow[]): ReadonlyMap<string, Row> =>
  new Map(rows.map(({ key, row }) => [key, row]));

function ladderOf(row: Row): readonly AuthorityRow[] {
  const [limits, ccy] = [listIn(row, 'limits'), textIn(row, 'ccy')];
  return listIn(row, 'bodies').map((body, at) => {
    const limit = limits[at];
    return limit && limit !== UNLIMITED && ccy ? { body, upTo: money(limit, ccy) } : { body };
  });
}

function approvalOf(
  row: Row,
  project: string,
  known: Row | undefined,
  ladders: ReadonlyMap<string, readonly AuthorityRow[]>,
): readonly ApprovalFound[] {
  const [body, amount, approvedOn] = [textIn(row, 'body'), moneyIn(row, 'amount'), textIn(row, 'approvedOn')];
  if (!body || !amount || !approvedOn) return [];
  const portfolio = known ? textIn(known, 'portfolio') : null;
  return [
    {
      project,
      name: known ? textIn(known, 'name') : null,
      portfolio,
      body,
      amount,
      approvedOn,
      source: textIn(row, 'source') ?? '',
      ...competenceOf(body, amount, portfolio ? ladders.get(portfolio) : undefined),
    },
  ];
}

const none: ApprovalCompetence['counts'] = {
  LOWEST: 0,
  ABOVE: 0,
  BELOW: 0,
  NOT_ON_LADDER: 0,
  OTHER_CURRENCY: 0,
  NO_LADDER: 0,
};

const countsOf = (rows: readonly ApprovalFound[]): ApprovalCompetence['counts'] =>
  rows.reduce((counts, { finding }) => ({ ...counts, [finding]: counts[finding] + 1 }), none);
