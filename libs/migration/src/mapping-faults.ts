import type { Fault } from '@tabularium/contracts';
import { isLocalDate } from '@tabularium/kernel';
import { isOnScale } from '@tabularium/portfolio/contract';
import { normalised } from './identity';
import type { Mapping } from './mapping';
import { dateFormat } from './readers/date';

type Check = (mapping: Mapping) => readonly Fault[];

/** What a schema cannot say: expressions, formats, scales, names that refer to each other. */
export const mappingFaults = (mapping: Mapping): readonly Fault[] => checks.flatMap((check) => check(mapping));

const expressions: Check = (mapping) => [
  ...everywhere(mapping, 'matches', isExpression),
  ...['formerly', 'pattern', 'ignore'].flatMap((option) =>
    everywhere(mapping.identity, option, isExpression, '/identity'),
  ),
];

const formats: Check = (mapping) => everywhere(mapping, 'formats', areFormats);

const returnDates: Check = ({ files }) =>
  files.flatMap(({ returnOn }, at) =>
    typeof returnOn === 'string' && !isLocalDate(returnOn)
      ? [{ pointer: `/files/${at}/returnOn`, message: 'is no day that exists' }]
      : [],
  );

const ratings: Check = ({ confidence = [] }) =>
  confidence.flatMap(({ rating: { scale, words } }, at) =>
    Object.entries(words)
      .filter(([, rating]) => !isOnScale(scale, rating))
      .map(([word, rating]) => ({
        pointer: `/confidence/${at}/rating/words/${word.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        message: `${rating} is not a value of ${scale}`,
      })),
  );

const namesOnce: Check = ({ confidence = [], milestones = [], approval, identity }) => [
  ...repeated(confidence.map(({ assessor }) => assessor)).map((at) => once(`/confidence/${at}/assessor`)),
  ...repeated(milestones.map(({ name }) => name)).map((at) => once(`/milestones/${at}/name`)),
  ...repeated((approval?.ladder ?? []).map(({ body }) => body)).map((at) => once(`/approval/ladder/${at}/body`)),
  ...repeated((identity.aliases ?? []).map(({ id }) => id)).map((at) => once(`/identity/aliases/${at}/id`)),
];

const aliasNames: Check = ({ identity }) => {
  const seen = new Map<string, string>();
  return (identity.aliases ?? []).flatMap(({ id, names, when }, at) =>
    names.flatMap((name, place) => {
      const other = seen.get(normalised(name, identity)) ?? id;
      if (!when) seen.set(normalised(name, identity), id);
      if (other === id || when) return [];
      return [{ pointer: `/identity/aliases/${at}/names/${place}`, message: `is already an alias of ${other}` }];
    }),
  );
};

const orderedMilestones: Check = ({ milestones = [], milestoneOrder = [] }) => {
  const known = new Set(milestones.map(({ name }) => name));
  return milestoneOrder.flatMap((order, at) =>
    order.flatMap((name, place) =>
      known.has(name)
        ? []
        : [{ pointer: `/milestoneOrder/${at}/${place}`, message: 'is not a milestone of the mapping' }],
    ),
  );
};

const ladder: Check = ({ approval }) => {
  const rungs = approval?.ladder ?? [];
  return rungs.flatMap(({ upTo }, at) => {
    const below = rungs[at - 1]?.upTo;
    const rises = at === 0 || (below !== undefined && (upTo === undefined || Number(upTo) > Number(below)));
    return rises ? [] : [{ pointer: `/approval/ladder/${at}`, message: 'must approve more than the body before it' }];
  });
};

const checks: readonly Check[] = [
  expressions,
  formats,
  returnDates,
  ratings,
  namesOnce,
  aliasNames,
  orderedMilestones,
  ladder,
];

/** Every value under an option of that name, wherever it stands. */
function everywhere(
  node: unknown,
  option: string,
  problem: (value: unknown) => string | undefined,
  pointer = '',
): readonly Fault[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    const here = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const message = name === option ? problem(value) : undefined;
    return message ? [{ pointer: here, message }] : everywhere(value, option, problem, here);
  });
}

function isExpression(source: unknown): string | undefined {
  if (typeof source !== 'string') return undefined;
  try {
    new RegExp(source, 'iu');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no regular expression';
  }
}

function areFormats(listed: unknown): string | undefined {
  try {
    for (const format of Array.isArray(listed) ? listed.map(String) : []) dateFormat(format);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no date format';
  }
}

const repeated = (names: readonly string[]): readonly number[] =>
  names.flatMap((name, at) => (names.indexOf(name) === at ? [] : [at]));

const once = (pointer: string): Fault => ({ pointer, message: 'stands twice' });
