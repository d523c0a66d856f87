'use strict';
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { root } = require('./bootstrap/index.cjs');

/** The built contracts library. */
const vocabulary = () => require(join(root, 'dist', 'node_modules', '@tabularium', 'contracts'));

/** Every context with its aggregate contracts, from the build. */
function contexts() {
  const folder = join(root, 'dist', 'node_modules', '@tabularium');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'contract.js')));
  return names.map((name) => ({
    name,
    contracts: vocabulary().contractsIn(require(join(folder, name, 'contract.js'))),
  }));
}

/** Every event class: `{ category, type, message }`. */
const events = () =>
  contexts()
    .flatMap(({ contracts }) => contracts)
    .flatMap(({ category, events }) => Object.entries(events).map(([type, message]) => ({ category, type, message })));

/** Every setting of the built engine: `{ name, meaning, allowed, fallback }`. */
function settings() {
  require('reflect-metadata');
  return require(join(root, 'dist', 'node_modules', '@tabularium', 'engine')).settingsReference();
}

module.exports = { contexts, events, settings, vocabulary };
