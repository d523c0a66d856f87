import type { Dice } from './dice';

/** A command, and what its one right end leaves in the log. */
export interface Command {
  /** Its idempotency key. */
  readonly key: string;
  readonly as: 'director' | 'ana';
  readonly path: string;
  readonly body: object;
  readonly status: 201 | 409;
  readonly stream: string;
  readonly types: readonly string[];
  /** Every one of its events carries the key in a field. */
  readonly isMarked: boolean;
}

const PORTFOLIO = 'CRASH';
/** Projects that every writer writes to, and how many rounds of writing they serve before new ones take their place. */
const SHARED = 8;
const ROUNDS_SHARED = 25;

/** What must be there before the writers start: an analyst, a portfolio, the projects they race for. */
export function foundation(rounds: number): readonly Command[] {
  const person = { name: 'foundation-1', unit: 'PMO' };
  const sets = Array.from({ length: Math.floor(rounds / ROUNDS_SHARED) + 1 }, (_, set) => set);
  return [
    command('foundation-1', 'director', 'person', 'ana', 'register-person', person, ['PersonRegistered']),
    grant('foundation-2'),
    charter('foundation-3'),
    ...sets.flatMap((set) =>
      Array.from({ length: SHARED }, (_, i) => register(`foundation-project-${set}-${i}`, sharedProject(set, i))),
    ),
  ];
}

/** What a writer does next: something of its own, or something others do at the same time to the same stream. */
export function nextCommand(key: string, dice: Dice, own: readonly string[], round: number): Command {
  const shared = sharedProject(Math.floor(round / ROUNDS_SHARED), dice.below(SHARED));
  const mine = own[dice.below(own.length)];
  const choice = dice.next();
  if (choice < 0.05) return hire(key);
  if (choice < 0.1) return refusedHire(key);
  if (choice < 0.3) return assess(key, shared, dice);
  if (choice < 0.38) return post(key, shared, dice);
  if (choice < 0.65 || mine === undefined) return register(key, key);
  return choice < 0.85 ? assess(key, mine, dice) : post(key, mine, dice);
}

const sharedProject = (set: number, i: number): string => `SHARED-${set}-${i}`;

function command(
  key: string,
  as: Command['as'],
  category: string,
  id: string,
  name: string,
  body: object,
  types: readonly string[],
): Command {
  const stream = `${category === 'cost-ledger' ? 'costLedger' : category}-${id}`;
  return { key, as, path: `/api/${category}/${id}/${name}`, body, status: 201, stream, types, isMarked: true };
}

const grant = (key: string): Command => ({
  ...command(key, 'director', 'person', 'ana', 'grant-role', { role: 'PMO_ANALYST' }, ['RoleGranted']),
  isMarked: false,
});

const charter = (key: string): Command =>
  command(key, 'director', 'portfolio', PORTFOLIO, 'charter-portfolio', { name: key, ccy: 'GBP' }, [
    'PortfolioChartered',
  ]);

const hire = (key: string): Command =>
  command(key, 'director', 'person', key, 'register-person', { name: key, unit: 'PMO' }, ['PersonRegistered']);

/** The director is registered: the refusal is on record, once, in a stream of its own. */
const refusedHire = (key: string): Command => ({
  ...command(key, 'director', 'person', 'director', 'register-person', { name: key, unit: 'PMO' }, ['CommandRefused']),
  status: 409,
  stream: `refusals-${key}`,
  isMarked: false,
});

function register(key: string, project: string): Command {
  const body = { name: key, portfolioId: PORTFOLIO, unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  return command(key, 'ana', 'project', project, 'register-project', body, ['ProjectRegistered']);
}

function assess(key: string, project: string, dice: Dice): Command {
  const rating = ['GREEN', 'AMBER', 'RED'][dice.below(3)];
  const body = { scale: 'DCA-3', rating, commentary: key };
  return command(key, 'ana', 'project', project, 'assess-delivery-confidence', body, ['DeliveryConfidenceAssessed']);
}

/** No funds are released, so every posting is two events: both are in the log, or neither. */
function post(key: string, project: string, dice: Dice): Command {
  const amount = { minor: String(1 + dice.below(100_000)), ccy: 'GBP' };
  const body = { entryId: key, account: 'CA-1', period: '2026-06', amount, externalRef: key };
  return command(key, 'ana', 'cost-ledger', project, 'post-actual', body, [
    'ActualCostPosted',
    'SpendAboveReleaseDetected',
  ]);
}
