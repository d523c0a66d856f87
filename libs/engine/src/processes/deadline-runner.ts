import type { ProcessCommand } from '@tabularium/kernel';
import { FencedOff, type KeyedRow } from '@tabularium/read-store';
import { v5 } from 'uuid';
import { pause } from '../follow/holder';
import { Standstill } from '../follow/standstill';
import type { ProcessHost } from './process-runner';

/** The consumer that watches deadlines. */
export const DEADLINES = 'deadlines';
/** Namespace of the ids of commands that deadlines send (RFC 9562, version 5). Never changed: resending leans on it. */
const NAMESPACE = '5b0a4b0e-8f52-4b9e-9d0f-6a1e6f0d2c47';
const CHECK_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const PAGE = 100;

export interface DeadlineHost extends Pick<ProcessHost, 'views' | 'send' | 'failed'> {
  /** In the zone of the organisation. */
  readonly today: () => string;
}

/**
 * Sends the commands of the deadlines that are due: rows of views (see `ContextDefinition.deadlines`). The id of a command
 * is derived from row, day and what is to be done, so that each fires once, whoever is down or runs twice, and a
 * rebuild fires none: what has been done is done. A row goes when its event is projected.
 */
export class DeadlineRunner {
  /** Sent here, and not yet gone from the view. */
  private readonly sent = new Set<string>();

  constructor(
    private readonly views: readonly string[],
    private readonly host: DeadlineHost,
  ) {}

  /** Runs until the signal. Throws FencedOff when the epoch is over. */
  async run(epoch: number, signal: AbortSignal): Promise<void> {
    const standstill = new Standstill(this.host.views, DEADLINES, epoch, (error) => this.host.failed(DEADLINES, error));
    for (let pauseMs = CHECK_MS; !signal.aborted; await pause(pauseMs, signal)) {
      try {
        for (const view of this.views) await this.fireDue(view, signal);
        await standstill.over();
        pauseMs = CHECK_MS;
      } catch (error) {
        if (error instanceof FencedOff) throw error;
        await standstill.because(error, '');
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private async fireDue(view: string, signal: AbortSignal): Promise<void> {
    for (const deadline of await this.due(view)) {
      if (signal.aborted) return;
      const commandId = idOfCommand(view, deadline);
      if (this.sent.has(commandId)) continue;
      await this.fire(deadline, commandId);
      this.sent.add(commandId);
    }
  }

  private async due(view: string): Promise<readonly KeyedRow[]> {
    const { views, today } = this.host;
    const where = [{ column: 'due', is: 'atMost', value: today() }] as const;
    const due: KeyedRow[] = [];
    for (let page = await views.page(view, {}, { where, limit: PAGE }); page.rows.length > 0;) {
      due.push(...page.rows);
      if (due.length >= page.total) break;
      page = await views.page(view, {}, { where, limit: PAGE, offset: due.length });
    }
    return due;
  }

  /** By the event that set the deadline. Refusals are on record. */
  private async fire({ row, cause: index }: KeyedRow, commandId: string): Promise<void> {
    const [cause] = await this.host.views.events([index]);
    if (!cause) throw new Error(`The log copy lacks event #${index}`);
    await this.host.send({ ...commandOf(row), commandId, cause });
  }
}

const commandOf = ({ category, entity, command, data }: KeyedRow['row']): ProcessCommand => ({
  category: String(category),
  id: String(entity),
  command: String(command),
  data: JSON.parse(String(data)) as object,
});

const idOfCommand = (view: string, { key, row }: KeyedRow): string =>
  v5([view, key, String(row['due']), String(row['command']), String(row['data'])].join('\n'), NAMESPACE);
