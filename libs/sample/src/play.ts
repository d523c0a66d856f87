import { createHash } from 'node:crypto';
import type { Instant } from '@tabularium/kernel';
import { plan } from './plan';
import type { Step } from './step';

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
}

/** Plays the sample portfolio through the real commands. Playing it again adds nothing: every command has its own id. */
export async function playSample(
  stage: Stage,
  before: Instant,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<number> {
  const steps = plan(before);
  const events = new Map<string, string>();
  for (const [n, step] of steps.entries()) {
    stage.setClock(step.at);
    const eventIds = await play(stage, step, events);
    if (step.called && eventIds[0]) events.set(step.called, eventIds[0]);
    if (step.command === 'RecordGateDecision') await stage.caughtUp();
    onProgress(n + 1, steps.length);
  }
  await stage.caughtUp();
  return steps.length;
}

async function play(stage: Stage, step: Step, events: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { category, id, command, data, actor, refused, at } = step;
  const asked = { category, id, command, data: resolved(data, events), actor, commandId: commandIdOf(step) };
  const outcome = await stage.submit(asked).catch(asRefused);
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
  `sample-${createHash('sha256')
    .update(JSON.stringify([at, actor, category, id, command, data]))
    .digest('hex')
    .slice(0, 32)}`;

/** Puts event ids in the place of the names that stand for them. */
function resolved(data: object, events: ReadonlyMap<string, string>): object {
  const named = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('event of ')
      ? (events.get(value.slice('event of '.length)) ?? value)
      : value;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, named(value)]));
}
