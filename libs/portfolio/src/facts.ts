import { changeStanding, openChanges } from '@tabularium/control/contract';
import { ledgerStanding, openCommitments } from '@tabularium/finance/contract';
import type { FactLoader, Read } from '@tabularium/http';
import { ownerOf, type LocalDate } from '@tabularium/kernel';
import type { GateReviewCommands } from './contract/gate-review.contract';
import { gateBefore, gatePlace, type Stages } from './contract/life-cycles';
import type { PortfolioCommands } from './contract/portfolio.contract';
import type { ProgrammeCommands } from './contract/programme.contract';
import type { ProjectCommands } from './contract/project.contract';
import { gateReview, type GateReviewFacts } from './domain/gate-review.decider';
import { isLapsed, isSettled } from './domain/gate-review.state';
import type { Component } from './domain/portfolio.state';
import { portfolio, type PortfolioFacts } from './domain/portfolio.decider';
import { programme, type ProgrammeFacts } from './domain/programme.decider';
import { project, type ProjectFacts } from './domain/project.decider';
import { lifeCyclesInForce } from './life-cycles-in-force';
import { policyCriteria } from './policy-criteria';

/** Rules lean on streams, never on views: every stream read here is pinned in the events that follow. */
type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

export const projectFacts: Loaders<ProjectCommands, ProjectFacts> = {
  RegisterProject: async ({ command: { portfolioId, programmeId }, today, read }) => ({
    portfolioExists: await isPortfolioOpen(read, portfolioId),
    ...(programmeId ? { programmeOpen: await isProgrammeOpen(read, programmeId) } : {}),
    ...(await lifeCyclesInForce(read, today)),
  }),
  ApplyPolicyTransition: async ({ id, today, read }) => ({
    ...(await lifeCyclesInForce(read, today)),
    settled: await settledStage(read, id, (await read(project, id)).stages, today),
  }),
  AdmitToProgramme: async ({ command: { programmeId }, read }) => ({
    programmeOpen: await isProgrammeOpen(read, programmeId),
  }),
  StartStage: async ({ id, command: { stage }, today, read }) => {
    const gate = gateBefore((await read(project, id)).stages, stage);
    return { passed: gate !== undefined && (await isPassed(read, id, gate, today)) };
  },
  CloseProject: async ({ id, read }) => {
    const commitments = openCommitments(await read(ledgerStanding, id));
    const changes = await openChanges((changeId) => read(changeStanding, changeId), id);
    return { open: [...commitments.map((commitment) => `commitment ${commitment}`), ...changes] };
  },
};

export const portfolioFacts: Loaders<PortfolioCommands, PortfolioFacts> = {
  AdmitComponent: ({ command, read }) => homeOf(command, read),
  RemoveComponent: ({ command, read }) => homeOf(command, read),
};

export const programmeFacts: Loaders<ProgrammeCommands, ProgrammeFacts> = {
  MandateProgramme: async ({ command: { portfolioId }, read }) => ({
    portfolioOpen: await isPortfolioOpen(read, portfolioId),
  }),
};

export const gateReviewFacts: Loaders<GateReviewCommands, GateReviewFacts> = {
  OpenGate: async ({ id, today, read }) => {
    const projectId = ownerOf(id);
    const gate = id.slice(projectId.length + 1);
    const { phase, lifeCycle, stages, stage } = await read(project, projectId);
    if (!lifeCycle) return { phase, stages, projectStage: stage, previousPassed: false };
    const previous = gatePlace(stages, gate)?.previous;
    const previousPassed = previous !== undefined && (await isPassed(read, projectId, previous));
    const policy = await policyCriteria(read, today, lifeCycle, gate);
    return { phase, stages, projectStage: stage, previousPassed, lifeCycle, ...(policy ? { policy } : {}) };
  },
  RecordGateDecision: async ({ id, read }) => {
    const { phase, sponsor, manager } = await read(project, ownerOf(id));
    return { phase, parties: [sponsor, manager].flatMap((person) => person ?? []) };
  },
  DischargeCondition: async ({ id, read }) => ({ phase: (await read(project, ownerOf(id))).phase }),
};

const isPortfolioOpen = async (read: Read, id: string): Promise<boolean> =>
  (await read(portfolio, id)).stage === 'open';

const isProgrammeOpen = async (read: Read, id: string): Promise<boolean> =>
  (await read(programme, id)).stage === 'mandated';

/** With a day: passed and not lapsed on it. */
async function isPassed(read: Read, projectId: string, gate: string, on?: LocalDate): Promise<boolean> {
  const review = await read(gateReview, `${projectId}.${gate}`);
  return review.stage === 'passed' && (on === undefined || !isLapsed(review, on));
}

/** The last stage before which a gate is open or decided; 0 = none. */
async function settledStage(read: Read, projectId: string, stages: Stages, today: LocalDate): Promise<number> {
  const settled = stages.map(
    async ({ gate }) => gate !== undefined && isSettled(await read(gateReview, `${projectId}.${gate}`), today),
  );
  return (await Promise.all(settled)).lastIndexOf(true) + 1;
}

/** Where a component belongs by its own stream, and what it is called. */
async function homeOf({ kind, componentId }: Component, read: Read): Promise<PortfolioFacts['RemoveComponent']> {
  const found = await (kind === 'PROJECT' ? read(project, componentId) : read(programme, componentId));
  const { portfolioId, name, unit } = found;
  return { ...(portfolioId ? { home: portfolioId } : {}), ...(name ? { name } : {}), ...(unit ? { unit } : {}) };
}
