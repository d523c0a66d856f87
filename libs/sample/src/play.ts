import { createHash } from 'node:crypto';
import type { Instant } from '@tabularium/kernel';
import { plan } from './plan';
import { SAMPLE_COMMAND } from './played-before';
import { DRAFTED, nameIn, type Step } from './step';

type Outcome =
  | { readonly kind: 'accepted'; readonly receipt: { readonly eventIds: readonly string[] } }
  | { readonly kind: 'refused'; readonly refusal: { readonly code: string; readonly words: string } };

/** What the player needs of the engine. */
export interface Stage {
  submit(asked: {
    readonly category: string;
    readonly id: string;
    readonly command: string;
    readonly data: object;
    readonly actor: string;
    readonly commandId: string;
  }): Promise<Outcome>;
  /** Resolves when views and processes have applied everything so far. */
  caughtUp(): Promise<unknown>;
  /** Sets the replayed clock. */
  setClock(now: Instant): void;
  /** Does what is due up to an instant, each on its day; resolves when it is done. */
  letPass(until: Instant): Promise<void>;
  /** Events of a stream, the last first. */
  lastOf(stream: string): AsyncIterable<Happened>;
}

interface Happened {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Play {
  /** Nothing at or after this instant is played. */
  readonly before: Instant;
  /** First events of commands that were played before, by command id. */
  readonly played: ReadonlyMap<string, string>;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** Commands that others follow by themselves, or that set something a day: later steps lean on those. */
const FOLLOWED: ReadonlySet<string> = new Set([
  'RecordGateDecision',
  'CloseBallot',
  'GiveCastingVote',
  'TakeUrgentDecision',
  'DischargeCondition',
  'CirculateResolution',
  'RaiseAction',
  'DeclareStandingInterest',
  'ConfirmInterests',
  'AttestNil',
]);

/** Plays the sample portfolio through the real commands, from where it was left. */
export async function playSample(stage: Stage, { before, played, onProgress }: Play): Promise<void> {
  const steps = plan(before);
  const last = steps.findLastIndex((step) => played.has(commandIdOf(step)));
  const events = new Map(
    steps.flatMap((step) => (step.called ? eventBy(step.called, played.get(commandIdOf(step))) : [])),
  );
  let day = '';
  for (const [n, step] of steps.entries()) {
    if (n <= last) continue;
    if (step.at.slice(0, 10) > day) await stage.letPass(step.at);
    day = step.at.slice(0, 10);
    stage.setClock(step.at);
    const [eventId] = await play(stage, step, events);
    if (step.called && eventId) events.set(step.called, eventId);
    if (FOLLOWED.has(step.command)) await stage.caughtUp();
    onProgress?.(n + 1, steps.length);
  }
  await stage.caughtUp();
  await stage.letPass(before);
}

const eventBy = (called: string, eventId: string | undefined): readonly (readonly [string, string])[] =>
  eventId ? [[called, eventId]] : [];

async function play(stage: Stage, step: Step, events: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { category, id, command, actor, refused, at } = step;
  const data = await resolved(stage, step, events);
  const outcome = await stage
    .submit({ category, id, command, data, actor, commandId: commandIdOf(step) })
    .catch(asRefused);
  const said = outcome.kind === 'refused' ? `${outcome.refusal.code} ${outcome.refusal.words}` : 'accepted';
  if ((outcome.kind === 'refused' ? outcome.refusal.code : undefined) !== refused)
    throw new Error(`${at} ${actor} ${command} ${id}: ${said}`);
  return outcome.kind === 'accepted' ? outcome.receipt.eventIds : [];
}

/** What is not permitted is turned down like what the rules refuse. */
function asRefused(problem: unknown): Outcome {
  if (!(problem instanceof Error) || !('code' in problem)) throw problem;
  return { kind: 'refused', refusal: { code: String(problem.code), words: problem.message } };
}

const commandIdOf = ({ at, actor, category, id, command, data }: Step): string =>
  `${SAMPLE_COMMAND}${createHash('sha256')
    .update(JSON.stringify([at, actor, category, id, command, data]))
    .digest('hex')
    .slice(0, 32)}`;

/** Puts what only the record knows in the place of what stands for it: event ids, and the hash of drafted minutes. */
async function resolved(stage: Stage, { data, id }: Step, events: ReadonlyMap<string, string>): Promise<object> {
  const found = Object.entries(data).map(async ([name, value]): Promise<readonly [string, unknown]> => {
    if (value === DRAFTED) return [name, await hashOfMinutes(stage, id)];
    return [name, typeof value === 'string' ? (events.get(nameIn(value)) ?? value) : value];
  });
  return Object.fromEntries(await Promise.all(found));
}

async function hashOfMinutes(stage: Stage, meetingId: string): Promise<unknown> {
  for await (const { type, data } of stage.lastOf(`meeting-${meetingId}`))
    if (type === 'MinutesDrafted') return data['sha256'];
  return undefined;
}
