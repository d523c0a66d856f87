'use strict';
// Emmett on PostgreSQL, as its own samples use it: an Express application, appends, a projection.
const { randomUUID } = require('node:crypto');
const { answering, packagesIn } = require('./program.cjs');

const [folder, url] = process.argv.slice(2);
const load = packagesIn(folder);
const { CommandHandler } = load('@event-driven-io/emmett');
const emmett = load('@event-driven-io/emmett-postgresql');

const store = emmett.getPostgreSQLEventStore(url);

answering({
  /** Resolves with the port of an application that registers projects. */
  serve,
  /** Events a second of so many writers, a new stream every hundred events. */
  append,
  /** Events a second of a projection over so many events already appended. */
  project,
});

/** As the shopping-cart sample: fields asserted one by one, the state folded, the events appended to its stream. */
async function serve() {
  const express = load('express');
  const handle = CommandHandler({ evolve, initialState: () => ({ stage: 'absent' }) });
  const app = express();
  app.use(express.json());
  app.post('/api/project/:id/register-project', async (request, response, next) => {
    try {
      const data = projectOf(request.body);
      const metadata = { actor: 'director', at: new Date().toISOString() };
      const result = await handle(store, `project-${request.params.id}`, (state) => register(data, metadata, state));
      response.status(201).set('etag', `W/"${result.nextExpectedStreamVersion}"`).json({ id: request.params.id });
    } catch (error) {
      next(error);
    }
  });
  const server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  // Makes the tables; what follows is counted.
  await handle(store, 'project-first', (state) => register({ name: 'First' }, {}, state));
  return server.address().port;
}

const evolve = (state, { type }) => (type === 'ProjectRegistered' ? { stage: 'registered' } : state);

function register(data, metadata, { stage }) {
  if (stage !== 'absent') throw new Error('The project is registered');
  return { type: 'ProjectRegistered', data, metadata };
}

function projectOf(body) {
  for (const name of ['name', 'portfolioId', 'unit', 'tier', 'lifeCycle'])
    if (typeof body[name] !== 'string' || body[name] === '') throw new Error(`${name} is missing`);
  return { ...body };
}

async function append({ writers, seconds, data, metadata }) {
  const end = performance.now() + seconds * 1_000;
  const since = performance.now();
  const run = randomUUID();
  const one = async (writer) => {
    let n = 0;
    for (; performance.now() < end; n++) {
      const expectedStreamVersion = n % 100 === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(n % 100);
      const event = { type: 'BudgetRevised', data, metadata };
      await store.appendToStream(`budget-${run}.${writer}.${Math.floor(n / 100)}`, [event], { expectedStreamVersion });
    }
    return n;
  };
  const counts = await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - since) / 1_000);
}

/** One document a key, kept in a table by the projection that Emmett offers for one document a stream. */
async function project({ events, keys, data, metadata }) {
  const run = randomUUID();
  for (let from = 0; from < keys; from++) {
    const own = Array.from({ length: events / keys }, () => ({ type: 'Reported', data, metadata }));
    await store.appendToStream(`reported-${run}.${from}`, own);
  }
  const projection = emmett.pongoSingleStreamProjection({
    collectionName: `reported_${run.slice(0, 8)}`,
    canHandle: ['Reported'],
    evolve: (document, { data: told }) => ({
      ...document,
      ...told,
      budget: told.amount,
      spent: document?.budget ?? null,
    }),
    initialState: () => ({}),
  });
  let done = 0;
  const consumer = emmett.postgreSQLEventStoreConsumer({
    connectionString: url,
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize: 1_000 },
  });
  consumer.projector({
    processorId: `reported-${run}`,
    projection,
    startFrom: 'BEGINNING',
  });
  const since = performance.now();
  await consumer.start();
  const seconds = (performance.now() - since) / 1_000;
  await consumer.close();
  return { perSecond: events / seconds, done };
}
