import { openEmbeddedStore, type NewEvent } from '@tabularium/event-store';
import { randomUUID } from 'node:crypto';
import { data, metadata } from './events';

/** Events of a project's stream and of its ledger. */
const [OF_PROJECT, OF_LEDGER] = [12, 8];
const EVENTS_A_PROJECT = OF_PROJECT + OF_LEDGER;
const FIRST = Date.parse('2016-01-01T00:00:00.000Z');
const MINUTE = 60_000;
/** Projects written at the same time. */
const AT_ONCE = 100;

/** Fills a data folder with a log as the contexts write it: registered projects, their ratings, forecasts and costs. */
export async function writeServedLog(folder: string, events: number): Promise<void> {
  const store = openEmbeddedStore({ folder });
  let minute = 0;
  const append = (stream: string, facts: readonly Fact[]): Promise<unknown> =>
    store.append(
      stream,
      'no_stream',
      facts.map((fact) => stamped(fact, minute++)),
    );
  await append('person-director', [{ type: 'PersonRegistered', data: { name: 'Director', unit: 'PMO' } }]);
  await append('portfolio-BENCH', [{ type: 'PortfolioChartered', data: { name: 'Bench', ccy: 'GBP' } }]);
  const projects = Math.floor(events / EVENTS_A_PROJECT);
  for (let from = 0; from < projects; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, projects - from) }, (_, n) => `P${from + n}`);
    await Promise.all(ids.map((id) => append(`project-${id}`, projectFacts(id))));
    await Promise.all(ids.map((id) => append(`costLedger-${id}`, ledgerFacts(id))));
  }
  await store.close();
}

type Fact = Pick<NewEvent, 'type' | 'data'>;

function stamped(fact: Fact, minute: number): NewEvent {
  const at = new Date(FIRST + minute * MINUTE).toISOString();
  return { ...fact, id: randomUUID(), metadata: { ...metadata(), recordedAt: at, effectiveAt: at } };
}

const projectFacts = (id: string): readonly Fact[] => [
  {
    type: 'ProjectRegistered',
    data: { name: `Project ${id}`, portfolioId: 'BENCH', unit: 'Transport', tier: 'STANDARD', lifeCycle: 'PM2-1' },
  },
  ...Array.from({ length: OF_PROJECT - 1 }, (_, n) => (n % 3 === 2 ? forecast(n) : rating(n))),
];

const rating = (n: number): Fact => ({
  type: 'DeliveryConfidenceAssessed',
  data: { assessor: 'ana', scale: 'DCA-3', rating: ['GREEN', 'AMBER', 'RED'][n % 3], commentary: data.text },
});

const forecast = (n: number): Fact => ({
  type: 'ScheduleReforecast',
  data: { endsOn: `203${n % 10}-03-31`, reason: data.text },
});

const ledgerFacts = (id: string): readonly Fact[] =>
  Array.from({ length: OF_LEDGER }, (_, n) => ({
    type: 'ActualCostPosted',
    data: {
      entryId: `${id}-${n}`,
      account: 'CA-1',
      period: `2016-0${1 + n}`,
      amount: { minor: String(1_000 + n), ccy: 'GBP' },
      externalRef: `invoice ${n}`,
      arisenOn: `2016-0${1 + n}-15`,
    },
  }));
