import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** What the gauges are read from when somebody asks. */
export interface MetricSources {
  readonly appliedTo: () => number;
  readonly processLag: () => number;
  readonly caughtUp: () => boolean;
}

/** The figures of one engine, in Prometheus form. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly commands = new Counter({
    name: 'tabularium_commands_total',
    help: 'Commands by outcome: accepted, a refusal code, or the name of an error',
    labelNames: ['category', 'command', 'outcome'],
    registers: [this.registry],
  });

  constructor(sources: MetricSources) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('tabularium_applied_log_index', 'Last log index the views have applied', sources.appliedTo);
    this.gauge('tabularium_process_lag_events', 'Events before the slowest process', sources.processLag);
    this.gauge('tabularium_caught_up', '1 when the follower reached the head of the log', () =>
      Number(sources.caughtUp()),
    );
  }

  readonly observe = (category: string, command: string, outcome: string): void =>
    this.commands.inc({ category, command, outcome });

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
