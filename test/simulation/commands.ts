import type { Dice } from '../faults/dice';
import type { Asked } from './nodes';

/** Commands that must be there before anybody can do anything; given in order, in calm weather. */
export const foundation: readonly Asked[] = [
  asked('person', 'director', 'RegisterPerson', { name: 'Director', unit: 'Board' }, 'system', 'foundation-1'),
  asked('person', 'director', 'GrantRole', { role: 'PMO_DIRECTOR' }, 'system', 'foundation-2'),
  asked('person', 'ana', 'RegisterPerson', { name: 'Ana', unit: 'Board' }, 'director', 'foundation-3'),
  asked('person', 'ana', 'GrantRole', { role: 'PMO_ANALYST' }, 'director', 'foundation-4'),
  asked('portfolio', 'MAIN', 'CharterPortfolio', { name: 'Main', ccy: 'GBP' }, 'director', 'foundation-5'),
  register('foundation-6', 'SHARED-0'),
  register('foundation-7', 'SHARED-1'),
];

const SHARED = 2;

/**
 * What a user asks next, under a key of its own: of a project of their own, or of one that others write to at the same
 * time; now and then something that the rules or the roles refuse.
 */
export function nextCommand(dice: Dice, key: string, own: readonly string[]): Asked {
  const shared = `SHARED-${dice.below(SHARED)}`;
  const mine = own[dice.below(own.length)];
  const choice = dice.next();
  if (choice < 0.08) return hire(key, key);
  if (choice < 0.14) return asked('person', 'director', 'RegisterPerson', { name: key, unit: 'PMO' }, 'director', key);
  if (choice < 0.18) return register(key, dice.chance(0.5) ? key : shared, `guest-${key}`);
  if (choice < 0.22) return register(key, shared);
  if (choice < 0.24) return asked('person', 'ana', 'GrantRole', { role: 'PMO_ANALYST' }, 'director', key);
  if (choice < 0.36 || mine === undefined) return register(key, key);
  const project = dice.chance(0.6) ? shared : mine;
  return dice.chance(0.55) ? assess(key, project, dice) : post(key, project, dice);
}

/** The key again, for something else on the same stream. */
export const otherBody = (before: Asked): Asked => {
  const { category, id, command, actor, commandId } = before;
  return { category, id, command, actor, commandId, data: { ...before.data, ...changedField(before) } };
};

function changedField({ data }: Asked): object {
  if ('commentary' in data) return { commentary: 'other words' };
  if ('externalRef' in data) return { externalRef: 'other' };
  return { name: 'Other name' };
}

function asked(category: string, id: string, command: string, data: object, actor: string, commandId: string): Asked {
  return { category, id, command, data, actor, commandId };
}

/** Whoever is hired becomes an analyst: a process sees to it. */
export const hire = (key: string, person: string): Asked =>
  asked('person', person, 'RegisterPerson', { name: key, unit: 'PMO' }, 'director', key);

export function register(key: string, project: string, actor = 'ana'): Asked {
  const data = { name: key, portfolioId: 'MAIN', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  return asked('project', project, 'RegisterProject', data, actor, key);
}

function assess(key: string, project: string, dice: Dice): Asked {
  const rating = ['GREEN', 'AMBER', 'RED'][dice.below(3)];
  const data = { scale: 'DCA-3', rating, commentary: key };
  return asked('project', project, 'AssessDeliveryConfidence', data, 'ana', key);
}

/** Some arose before today: those are facts that come late. */
function post(key: string, project: string, dice: Dice): Asked {
  const amount = { minor: String(1 + dice.below(100_000)), ccy: 'GBP' };
  const late = dice.chance(0.4) ? { effectiveOn: `2026-06-0${1 + dice.below(9)}` } : {};
  const data = { entryId: key, account: 'CA-1', period: '2026-06', amount, externalRef: key, ...late };
  return asked('costLedger', project, 'PostActual', data, 'ana', key);
}
