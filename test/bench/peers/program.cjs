'use strict';
const { createRequire } = require('node:module');
const { join } = require('node:path');

/** Answers one message at a time: `{ do: name, … }` with what the work of that name resolves with. */
function answering(works) {
  process.on('message', async ({ do: name, ...asked }) => {
    try {
      process.send({ done: await works[name](asked) });
    } catch (error) {
      process.send({ failed: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  // Ctrl-C reaches the whole group; who started this ends it in its own order.
  process.on('SIGINT', () => undefined);
  process.send({ ready: true });
}

/** The packages of a folder. */
const packagesIn = (folder) => createRequire(join(folder, 'package.json'));

module.exports = { answering, packagesIn };
