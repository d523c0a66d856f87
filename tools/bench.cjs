'use strict';
require('./bootstrap/node-version.cjs');
const { ready } = require('./bootstrap/index.cjs');

/** How fast it is, beside the machine's limit and its peers: `npm run bench -- [name…] [--quick] [--json file]`. */
ready(() => {
  require('./typescript.cjs');
  require('reflect-metadata');
  return require('../test/bench/main.ts').main(process.argv.slice(2));
});
