'use strict';
// Emmett on SQLite: appends.
const { randomUUID } = require('node:crypto');
const { answering, packagesIn } = require('./program.cjs');

const [folder, fileName] = process.argv.slice(2);
const { getSQLiteEventStore } = packagesIn(folder)('@event-driven-io/emmett-sqlite');
const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });

answering({
  /** Events a second of so many writers, a new stream every hundred events. */
  async append({ writers, seconds, data, metadata }) {
    const since = performance.now();
    const end = since + seconds * 1_000;
    const run = randomUUID();
    const one = async (writer) => {
      let n = 0;
      while (performance.now() < end) {
        const event = { type: 'BudgetRevised', data, metadata };
        // Appends at the same time break each other off (busy, connection closed): what counts is what was written.
        await store.appendToStream(`budget-${run}.${writer}.${Math.floor(n / 100)}`, [event]).then(
          () => (n += 1),
          () => new Promise((resolve) => setTimeout(resolve, 5)),
        );
      }
      return n;
    };
    const counts = await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
    return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - since) / 1_000);
  },
});
