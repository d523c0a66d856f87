import { createHash } from 'node:crypto';
import type { DecisionItemCommands } from '@tabularium/decisions/contract';
import type { LocalDate } from '@tabularium/kernel';
import { deciderOf, LIGHT_DECIDER } from './authority';
import type { BodyId } from './boards';
import { pounds } from './budget-plan';
import { analystsOf } from './life';
import type { SampleProject } from './projects';
import type { Step } from './step';

type Proposal = DecisionItemCommands['ProposeMatter'];

/** A matter as it comes before a board, on the day of the meeting that decides it. */
export interface BoardMatter extends Omit<Proposal, 'bodyId' | 'papers'> {
  readonly id: string;
  readonly body: BodyId;
  readonly on: LocalDate;
  readonly proposer: string;
  /** Sponsor and manager of its project, and who voted on what is appealed: they do not vote. */
  readonly parties: readonly string[];
  /** Days before the meeting on which it is proposed; default 9. */
  readonly proposedAhead?: number;
}

/** Steps of people, and matters for boards. */
export interface Told {
  readonly steps: readonly Step[];
  readonly matters: readonly BoardMatter[];
}

export const told = (steps: readonly Step[], matters: readonly BoardMatter[] = []): Told => ({ steps, matters });

export const together = (...parts: readonly Told[]): Told => ({
  steps: parts.flatMap(({ steps }) => steps),
  matters: parts.flatMap(({ matters }) => matters),
});

/** A command about a project that somebody has to decide. */
export interface Deciding {
  readonly project: SampleProject;
  /** Distinguishes the matters of a project: `approval`, `G2-1`. */
  readonly name: string;
  readonly matterType: string;
  readonly subject: string;
  /** The command, as the manager gives it who decides alone. */
  readonly alone: Step;
  /** Whole pounds; decides who is competent. */
  readonly amount: number;
  readonly counterparties?: readonly string[];
}

/** Small: the manager decides alone. Large: a board decides, and its decision carries the command. */
export function decided(asked: Deciding): Told {
  const decider = deciderOf(asked.amount);
  return decider === LIGHT_DECIDER ? told([asked.alone]) : told([], [matterOf(asked, decider)]);
}

const matterIdOf = (project: Pick<SampleProject, 'id'>, name: string): string => `${project.id}.${name}`;

function matterOf(asked: Deciding, body: BodyId): BoardMatter {
  const { project, name, matterType, subject, alone, amount, counterparties } = asked;
  const { category, id, command, data, at } = alone;
  return {
    id: matterIdOf(project, name),
    body,
    on: at.slice(0, 10),
    matterType,
    subject,
    target: { category, id },
    amount: pounds(amount),
    effects: [{ category, id, command, data: { ...data } }],
    proposer: analystsOf(project.id)[0],
    parties: [project.sponsor, project.manager],
    ...(counterparties ? { counterparties } : {}),
  };
}

/** A paper of a matter in one version. */
export const paperOf = (matterId: string, part: string, version = '1.0') => ({
  documentId: `${matterId}-${part}`,
  version,
  sha256: createHash('sha256').update(`${matterId} ${part} ${version}`).digest('hex'),
});

export const papersOf = (matterId: string, version?: string) =>
  ['CASE', 'COSTS'].map((part) => paperOf(matterId, part, version));
