'use strict';
// Emmett on SQLite: appends.
const { randomUUID } = require('node:crypto');
const { answering, packagesIn } = require('./program.cjs');

const [folder, fileName] = process.argv.slice(2);
const { getSQLiteEventStore } = packagesIn(folder)('@event-driven-io/emmett-sqlite');
const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });

answering({
  /** Events a second of one writer, a new stream every hundred events: appends at the same time break each other off. */
  async append({ seconds, data, metadata }) {
    const since = performance.now();
    const run = randomUUID();
    let n = 0;
    for (; performance.now() - since < seconds * 1_000; n++)
      await store.appendToStream(`budget-${run}.${Math.floor(n / 100)}`, [{ type: 'BudgetRevised', data, metadata }]);
    return n / ((performance.now() - since) / 1_000);
  },
});
