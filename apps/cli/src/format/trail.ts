import pc from 'picocolors';
import type { LoggedEvent } from '@tabularium/read-store';
import type { AuditAnswer, FigureVersion, TrailEntry } from '../api/shapes';
import { evidenceOf, provenance } from './cause';
import { knowledgeOf } from './changes';
import type { Paper } from './table';
import { wrapped } from './text';
import { formatValue } from './value';
import { rightLines, type Line } from './right';

/** An event of an audit trail: one line of what, when, who and by what right; below it everything it changed, uncut. */
export const trailEntry = (entry: TrailEntry, paper: Paper): string =>
  block(entry, paper, [
    ...entry.changes.map(({ field, before, after }) => [field, change(before, after)] as const),
    ['evidence', entry.evidence?.map(evidenceOf)],
    ['reason', entry.reason],
    ['because of', entry.causeChain.map(({ index, type }) => `#${index} ${type}`).join(', ')],
  ]);

/** An attempt that a rule turned down. */
export const trailRefusal = (refusal: AuditAnswer['refusals'][number], paper: Paper): string =>
  block(refusal, paper, [
    ['command', refusal.data['commandType']],
    ['code', refusal.data['code']],
    ['words', refusal.data['words']],
  ]);

/** A value a figure had, and below it the fact and the amendment that made it so. */
export const trailVersion = (version: FigureVersion, paper: Paper): string => {
  const { bold } = pc.createColors(paper.colour);
  const value = version.gone ? '(gone)' : formatValue(version.value);
  const heading = `${bold(value)} from ${version.effectiveAt.slice(0, 10)}, known as ${knowledgeOf(version)}`;
  const rests = ({ metadata: { reason, evidence } }: LoggedEvent): readonly Line[] => [
    ['evidence', evidence?.map(evidenceOf)],
    ['reason', reason],
  ];
  const rightOf = (at: number): readonly Line[] => {
    const right = version.rights[at];
    return right ? rightLines(right) : [];
  };
  return [
    heading,
    ...version.events.map((event, at) => shifted(block(event, paper, [...rests(event), ...rightOf(at)]))),
  ].join('\n');
};

function block(entry: Parameters<typeof provenance>[0], { width, colour }: Paper, lines: readonly Line[]): string {
  const { event, effective, who, authority, recorded } = provenance(entry);
  const heading = `${pc.createColors(colour).bold(event)} on ${effective} by ${who}, ${authority}, recorded ${recorded}`;
  const said = lines.filter(([, value]) => value !== undefined && value !== '');
  return [heading, ...said.flatMap(([name, value]) => indented(`${name}: ${formatValue(value)}`, width))].join('\n');
}

const shifted = (text: string): string => text.replace(/^/gm, '  ');

function indented(text: string, width: number | null): readonly string[] {
  const lines = width === null ? [text] : wrapped(text, Math.max(20, width - 6));
  return lines.map((line, nth) => `${nth === 0 ? '    ' : '      '}${line}`);
}

const change = (before: unknown, after: unknown): string =>
  before === null ? formatValue(after) : `${formatValue(before)} → ${formatValue(after)}`;
