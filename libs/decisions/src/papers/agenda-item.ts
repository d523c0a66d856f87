import type { Basis, ReadStore } from '@tabularium/read-store';
import type { AuthorisedCommand, Paper } from '../contract/item-parts';
import type { TermsOfReference } from '../contract/terms';
import { approversOf, document } from '../domain/document.decider';
import type { ItemAhead } from '../reports/pre-flight.query';
import type { AgendaItem, Conflict, PackPaper, Since } from './pack';
import { ofType, type ItemRecord } from './records';
import { papersShown } from './papers-shown';
import { decisionsOn, sinceLastApproval, valueText } from './since-approval';
import { readAt } from './streams';
import { conditionText, sentence, targetText, votingText, wordsOf } from './words';

export interface ItemAsked {
  readonly place: number;
  readonly item: string;
  readonly record: ItemRecord;
  readonly late: boolean;
  readonly terms: TermsOfReference | undefined;
  readonly ahead: ItemAhead | undefined;
}

/** One matter as a board reads it before it decides; undefined where the matter was never proposed. */
export async function agendaItem(
  views: ReadStore,
  basis: Basis,
  { place, item, record, late, terms, ahead }: ItemAsked,
): Promise<AgendaItem | undefined> {
  const proposed = ofType(record, 'MatterProposed').at(-1)?.data;
  if (!proposed) return undefined;
  const { target, matterType } = proposed;
  const rule = terms?.matters.find((matter) => matter.matterType === matterType);
  const decisions = target ? await decisionsOn(views, basis, `${target.category} ${target.id}`) : [];
  const earlier = decisions.filter((decision) => decision.item !== item);
  const { papers, papersWithheld } = papersShown(
    ofType(record, 'PapersAmended').at(-1)?.data.papers ?? proposed.papers,
  );
  const none: Since = { kind: 'NO_TARGET' };
  return {
    place,
    item,
    subject: proposed.subject,
    summary: proposed.summary ?? null,
    matterType,
    target: target ? targetText(target) : null,
    amount: proposed.amount ?? null,
    proposedBy: proposed.proposedBy,
    effectiveFrom: proposed.effectiveFrom ?? null,
    retroactiveBecause: proposed.retroactiveBecause ?? null,
    votingRule: rule ? votingText(rule.voting) : null,
    papers: await withApprovers(views, basis, papers),
    papersWithheld,
    papersLate: late,
    recommendations: ofType(record, 'RecommendationAttached').map(({ data }) => data),
    conflicts: conflictsOf(record),
    quorate: ahead ? { required: ahead.quorumRequired, present: ahead.quorumPresent, quorate: ahead.quorate } : null,
    commands: proposed.effects.map(commandText),
    conditions: proposed.conditions.map(conditionText),
    sinceLastApproval: target ? await sinceLastApproval(views, basis, target.id, earlier) : none,
    previous: earlier.map(({ item: _, ...decision }) => decision),
  };
}

async function withApprovers(views: ReadStore, basis: Basis, papers: readonly Paper[]): Promise<readonly PackPaper[]> {
  const read = readAt(views, basis);
  const shown = papers.map(async (paper) => ({
    ...paper,
    approvedBy: approversOf(await read(document, paper.documentId), paper),
  }));
  return Promise.all(shown);
}

/** `Approve project, on project PRJ-1: authorised total GBP 500,000.00; starts on 2026-04-01` */
function commandText({ category, id, command, data }: AuthorisedCommand): string {
  const said = Object.entries(data).map(([name, value]) => `${wordsOf(name)} ${valueText(value)}`);
  const what = `${sentence(wordsOf(command))}, on ${targetText({ category, id })}`;
  return said.length === 0 ? what : `${what}: ${said.join('; ')}`;
}

/** By person: why, and how it was settled last. */
function conflictsOf(record: ItemRecord): readonly Conflict[] {
  const conflicts = new Map<string, Conflict>();
  const open = (personId: string, ground: string): void => {
    const grounds = [...(conflicts.get(personId)?.grounds ?? []), ground];
    conflicts.set(personId, { personId, grounds, state: 'OPEN', settledBy: null, reason: null });
  };
  for (const fact of record) {
    if (fact.type === 'ConflictFlagged') open(fact.data.personId, wordsOf(fact.data.because));
    if (fact.type === 'InterestDeclared') open(fact.data.personId, `declared: ${fact.data.nature}`);
    if (fact.type === 'MatterReferredUp') conflicts.clear();
    if (fact.type === 'ConflictResolved') {
      const { personId, outcome, by, reason } = fact.data;
      const grounds = conflicts.get(personId)?.grounds ?? [];
      conflicts.set(personId, { personId, grounds, state: outcome, settledBy: by, reason });
    }
  }
  return [...conflicts.values()];
}
