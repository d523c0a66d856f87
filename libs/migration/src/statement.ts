import type { Money } from '@tabularium/kernel';
import type { ProjectCommands } from '@tabularium/portfolio/contract';
import { commentaryPath, confidencePath, milestonePath, type Path } from './fields';
import type { ConfidenceRule, Mapping } from './mapping';
import type { Place } from './plan-types';
import type { Readings } from './row';
import type { Reading } from './readers/reading';

type Assertion = ProjectCommands['AssertLegacyFacts'];

/** Where and when the statement stands. */
export interface Origin extends Place {
  readonly sha256: string;
  readonly returnOn: string;
}

/** The words of a record that a project keeps for a field without a value, in characters. */
const LONGEST_WORDS = 1000;

/** What one return says about one project, as the command that asserts it. `name` is what the record calls it. */
export function assertionOf(readings: Readings, name: string, origin: Origin, mapping: Mapping): Assertion {
  const { file, row, sha256, returnOn } = origin;
  const { cost, approval } = { cost: costOf(readings, returnOn), approval: approvalOf(readings) };
  return {
    source: mapping.source,
    returnOn,
    profile: profileOf(readings, name, returnOn, mapping),
    ...(cost ? { cost } : {}),
    ...(approval ? { approval } : {}),
    confidence: (mapping.confidence ?? []).flatMap((rule) => confidenceOf(readings, rule, returnOn)),
    milestones: (mapping.milestones ?? []).flatMap(({ name: milestone }) => {
      const on = textAt(readings, milestonePath(milestone));
      return on === undefined ? [] : [{ milestone, on }];
    }),
    file,
    sha256,
    row,
  };
}

export const textAt = (readings: Readings, path: Path): string | undefined => {
  const reading = readings.get(path);
  return reading?.is === 'value' && typeof reading.value === 'string' ? reading.value : undefined;
};

const moneyAt = (readings: Readings, path: Path): Money | undefined => {
  const reading = readings.get(path);
  return reading?.is === 'value' && typeof reading.value !== 'string' ? reading.value : undefined;
};

const texts = <P extends Path>(readings: Readings, paths: readonly P[]): { readonly [N in P]?: string } =>
  present(paths.map((path) => [path, textAt(readings, path)] as const));

const amounts = <P extends Path>(readings: Readings, paths: readonly P[]): { readonly [N in P]?: Money } =>
  present(paths.map((path) => [path, moneyAt(readings, path)] as const));

function present<P extends Path, V>(entries: readonly (readonly [P, V | undefined])[]): { readonly [N in P]?: V } {
  return Object.fromEntries(entries.filter(([, found]) => found !== undefined)) as { readonly [N in P]?: V };
}

const profileTexts = [
  'programmeId',
  'unit',
  'category',
  'description',
  'sourceId',
  'startsOn',
  'endsOn',
  'scheduleCommentary',
] as const;

function profileOf(readings: Readings, name: string, returnOn: string, mapping: Mapping): Assertion['profile'] {
  const since = textAt(readings, 'knownSince') ?? returnOn;
  return {
    on: since < returnOn ? since : returnOn,
    name,
    portfolioId: mapping.portfolio.id,
    ...texts(readings, profileTexts),
    notStated: notStatedIn(readings),
  };
}

const costAmounts = ['yearBaseline', 'yearForecast', 'wholeLifeCost', 'benefits'] as const;

/** A return that was asked for costs and gives none says so, or those of the return before would seem to stand. */
function costOf(readings: Readings, on: string): Assertion['cost'] {
  const { costCommentary } = texts(readings, ['costCommentary'] as const);
  if (costCommentary === undefined && !costAmounts.some((path) => readings.has(path))) return undefined;
  return {
    on,
    ...amounts(readings, costAmounts),
    ...(costCommentary === undefined ? {} : { commentary: costCommentary }),
  };
}

function approvalOf(readings: Readings): Assertion['approval'] {
  const [on, body] = [textAt(readings, 'approval/on'), textAt(readings, 'approval/body')];
  const amount = moneyAt(readings, 'approval/amount');
  return on !== undefined && body !== undefined && amount !== undefined ? { on, body, amount } : undefined;
}

function confidenceOf(
  readings: Readings,
  { assessor, rating: { scale } }: ConfidenceRule,
  on: string,
): Assertion['confidence'] {
  const reading = readings.get(confidencePath(assessor));
  if (!reading) return [];
  const rating = textAt(readings, confidencePath(assessor));
  const [statement, commentary] = [wordsIn(reading), textAt(readings, commentaryPath(assessor))];
  return [
    {
      on,
      assessor,
      scale,
      ...(rating === undefined ? {} : { rating }),
      ...(statement ? { statement } : {}),
      ...(commentary === undefined ? {} : { commentary }),
    },
  ];
}

/** Fields that may be blank without that being worth a word. */
const mayBeBlank =
  /^(?:milestones|commentary|approval)\/|^(?:programmeId|unit|category|description|sourceId|knownSince|scheduleCommentary|costCommentary)$/u;

function notStatedIn(readings: Readings): Assertion['profile']['notStated'] {
  return [...readings].flatMap(([field, reading]) => {
    if (field.startsWith('confidence/') || reading.is === 'value') return [];
    if (reading.is === 'blank' && mayBeBlank.test(field)) return [];
    return [{ field: field.slice(0, 60), statement: wordsIn(reading) ?? '' }];
  });
}

function wordsIn(reading: Reading): string | undefined {
  if (reading.is !== 'notStated' && reading.is !== 'unreadable') return undefined;
  const words = [...reading.words];
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS - 1).join('')}…` : reading.words;
}
