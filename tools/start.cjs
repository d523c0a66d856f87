'use strict';
require('./bootstrap/node-version.cjs');
const { ready, runMain } = require('./bootstrap/index.cjs');

ready(() => runMain('api'));
