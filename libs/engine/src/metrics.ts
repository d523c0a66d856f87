import type { FollowerStatus } from '@tabularium/http';
import type { ViewStatus } from '@tabularium/read-store';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** The figures of one engine, in Prometheus form. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly commands = new Counter({
    name: 'tabularium_commands_total',
    help: 'Commands by outcome: accepted, a refusal code, or the name of an error',
    labelNames: ['category', 'command', 'outcome'],
    registers: [this.registry],
  });

  private readonly appliedTo = this.gauge('tabularium_applied_log_index', 'Last log index the views have applied');
  private readonly caughtUp = this.gauge('tabularium_caught_up', '1 when the views are at the head of the log');
  private readonly lagEvents = this.gauge('tabularium_lag_events', 'Events that the views have not applied yet');
  private readonly lagSeconds = this.gauge('tabularium_lag_seconds', 'Age of the oldest of them');
  private readonly consumerIndex = this.gauge(
    'tabularium_consumer_log_index',
    'Log index up to which views and processes are done',
    ['consumer'],
  );
  private readonly consumerLag = this.gauge('tabularium_consumer_lag_events', 'Events before a process', ['consumer']);
  private readonly consumerHeld = this.gauge('tabularium_consumer_held', '1 when somebody runs it', ['consumer']);
  private readonly consumerFault = this.gauge('tabularium_consumer_fault', '1 when it stands still', ['consumer']);
  private readonly viewFault = this.gauge('tabularium_view_fault', '1 when the view stands still', ['view']);

  /** Asked when somebody asks for the figures. */
  constructor(
    private readonly status: () => Promise<FollowerStatus>,
    private readonly views: () => Promise<readonly ViewStatus[]>,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  readonly observe = (category: string, command: string, outcome: string): void =>
    this.commands.inc({ category, command, outcome });

  /** Without the figures of what does not answer. */
  async text(): Promise<string> {
    await Promise.all([this.status().then(this.showStatus), this.views().then(this.showViews)]).catch(this.showNothing);
    return this.registry.metrics();
  }

  private readonly showStatus = ({ appliedTo, lagEvents, lagSeconds, caughtUp, consumers }: FollowerStatus): void => {
    this.appliedTo.set(appliedTo);
    this.caughtUp.set(Number(caughtUp));
    this.lagEvents.set(lagEvents ?? NaN);
    this.lagSeconds.set(lagSeconds ?? NaN);
    for (const { consumer, doneTo, lagEvents: behind, owner, fault } of consumers) {
      this.consumerIndex.set({ consumer }, doneTo);
      this.consumerLag.set({ consumer }, behind);
      this.consumerHeld.set({ consumer }, Number(owner !== null));
      this.consumerFault.set({ consumer }, Number(fault !== undefined));
    }
  };

  private readonly showViews = (views: readonly ViewStatus[]): void => {
    for (const { view, stage, fault } of views)
      if (stage === 'active') this.viewFault.set({ view }, Number(fault !== undefined));
  };

  private readonly showNothing = (): void => {
    this.caughtUp.set(0);
    for (const gauge of [this.lagEvents, this.lagSeconds]) gauge.set(NaN);
  };

  private gauge<T extends string = never>(name: string, help: string, labelNames: readonly T[] = []): Gauge<T> {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }
}
