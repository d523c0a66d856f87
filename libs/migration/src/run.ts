import { legacyReturnId } from '@tabularium/portfolio/contract';
import { uuidv7 } from 'uuidv7';
import { commandIdOf, contentOf } from './command-id';
import { departures, withdrawals, withUnplaced, type Absence } from './departures';
import type { Mapping } from './mapping';
import type { ImportPlan, ReturnPlan } from './plan-types';
import type { ImportCommand, ImportOutcome, KnownReturn, RefusedCommand, RunOptions, Submitted } from './run-types';

/**
 * Asserts everything a plan holds. Repeating a run adds nothing, a run after a corrected file adds corrections, a run
 * after an interrupted one goes on. Refusals are collected; what the client throws ends the run.
 */
export async function runImport(plan: ImportPlan, options: RunOptions): Promise<ImportOutcome> {
  const { mapping } = plan;
  const known = plan.returns.length === 0 ? [] : await options.client.knownReturns(mapping.source);
  const returns = plan.returns.map((planned) => withUnplaced(known, planned));
  const absences = absencesOf(known, returns, mapping);
  const run = new Run(options, stepsOf(returns, absences));
  if (options.dryRun) return run.foreseen(absences);
  if (returns.length > 0) await run.send(charterOf(mapping), '', ['PORTFOLIO_EXISTS']);
  const revisions = new Map<string, number>();
  for (const planned of returns) {
    const revision = await assertReturn(planned, absences, mapping, run);
    if (revision !== undefined) revisions.set(planned.returnOn, revision);
  }
  if (revisions.size === returns.length) {
    const ids = [...revisions].flat();
    const commands = absences.departed.map((absence) =>
      absenceOf(absence, mapping, commandIdOfAbsence(absence, mapping, ids)),
    );
    await run.sendAll(commands, returns.at(-1)?.returnOn ?? '');
  }
  return run.outcome(absences);
}

/**
 * Revision of the recorded return; undefined if it was refused or the run is stopped. Withdrawals go first: once the
 * return is recorded, nobody knows any more whom it named before.
 */
async function assertReturn(
  planned: ReturnPlan,
  { withdrawn }: Absences,
  mapping: Mapping,
  run: Run,
): Promise<number | undefined> {
  const { returnOn } = planned;
  const gone = withdrawn.filter((absence) => absence.returnOn === returnOn);
  await run.sendAll(
    gone.map((absence) => absenceOf(absence, mapping, uuidv7())),
    returnOn,
  );
  if (run.stopped) return undefined;
  const receipt = await run.send(recordOf(planned, mapping), returnOn);
  if (!receipt) return undefined;
  await run.sendAll(assertionsOf(planned, receipt.revision), returnOn);
  return receipt.revision;
}

interface Absences {
  readonly departed: readonly Absence[];
  readonly withdrawn: readonly Absence[];
}

const absencesOf = (known: readonly KnownReturn[], returns: readonly ReturnPlan[], mapping: Mapping): Absences => ({
  departed: mapping.missingNextTime === 'departed' ? departures(known, returns) : [],
  withdrawn: withdrawals(known, returns),
});

/** Commands of a whole run: the charter, and for every return its record, its projects and who is not in it. */
const stepsOf = (returns: readonly ReturnPlan[], { departed, withdrawn }: Absences): number =>
  returns.length === 0
    ? 0
    : returns.reduce((steps, { statements }) => steps + 1 + statements.length, 1 + departed.length + withdrawn.length);

function charterOf({ portfolio: { id, name, currency, ownerUnit } }: Mapping): ImportCommand {
  const data = { name, ccy: currency, ...(ownerUnit ? { ownerUnit } : {}) };
  return { category: 'portfolio', id, command: 'CharterPortfolio', data, commandId: uuidv7() };
}

/** Its id is new in every run: the engine itself sees whether the return is recorded already. */
const recordOf = ({ record, returnOn }: ReturnPlan, { source }: Mapping): ImportCommand => ({
  category: 'legacyReturn',
  id: legacyReturnId(source, returnOn),
  command: 'RecordLegacyReturn',
  data: record,
  commandId: uuidv7(),
});

/**
 * Ids hold the revision of the recorded return: a file that goes from A to B and back to A is asserted three times,
 * while the same reading of a return is asserted once.
 */
const assertionsOf = ({ statements, returnOn }: ReturnPlan, revision: number): readonly ImportCommand[] =>
  statements.map(({ projectId, data }) => ({
    category: 'project',
    id: projectId,
    command: 'AssertLegacyFacts',
    data,
    commandId: commandIdOf('assert', data.source, returnOn, projectId, contentOf(data), revision),
  }));

const absenceOf = ({ projectId, returnOn }: Absence, { source }: Mapping, commandId: string): ImportCommand => ({
  category: 'project',
  id: projectId,
  command: 'ReportLegacyAbsence',
  data: { source, returnOn },
  commandId,
});

const commandIdOfAbsence = (
  { projectId, returnOn }: Absence,
  { source }: Mapping,
  revisions: readonly (string | number)[],
): string => commandIdOf('absence', source, returnOn, projectId, ...revisions);

type Receipt = Extract<Submitted, { readonly kind: 'accepted' }>['receipt'];

/** Counts what happens on the way. */
class Run {
  private done = 0;
  private commands = 0;
  private factsAdded = 0;
  private alreadySo = 0;
  private readonly refused: RefusedCommand[] = [];

  constructor(
    private readonly options: RunOptions,
    private readonly total: number,
  ) {}

  get stopped(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** The receipt, or undefined if the command was refused. `expected`: refusals that mean "already so". */
  async send(command: ImportCommand, returnOn: string, expected: readonly string[] = []): Promise<Receipt | undefined> {
    const submitted = await this.options.client.submit(command);
    this.count(command, submitted, expected);
    this.done += 1;
    this.options.onProgress?.({ done: this.done, total: this.total, returnOn });
    return submitted.kind === 'accepted' ? submitted.receipt : undefined;
  }

  /** One after the other within a project, several projects at a time. Throws what the client throws, after the rest ended. */
  async sendAll(commands: readonly ImportCommand[], returnOn: string): Promise<void> {
    const waiting = [...commands];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !this.stopped; next = waiting.shift()) await this.send(next, returnOn);
    };
    const workers = Array.from({ length: this.options.concurrency ?? 8 }, work);
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  outcome({ departed, withdrawn }: Absences): ImportOutcome {
    const { commands, factsAdded, alreadySo, refused } = this;
    const kind = this.stopped && this.done < this.total ? 'interrupted' : 'done';
    return { kind, commands, factsAdded, alreadySo, refused, departed, withdrawn };
  }

  /** What would be sent. */
  foreseen({ departed, withdrawn }: Absences): ImportOutcome {
    return { kind: 'dryRun', commands: this.total, factsAdded: 0, alreadySo: 0, refused: [], departed, withdrawn };
  }

  private count({ command, id }: ImportCommand, submitted: Submitted, expected: readonly string[]): void {
    if (submitted.kind === 'refused' && !expected.includes(submitted.refusal.code)) {
      this.refused.push({ command, id, ...submitted.refusal });
      return;
    }
    const added = submitted.kind === 'refused' || submitted.receipt.replayed ? 0 : submitted.receipt.eventIds.length;
    this.commands += 1;
    this.factsAdded += added;
    this.alreadySo += added === 0 ? 1 : 0;
  }
}
