#!/usr/bin/env node
'use strict';
require('../../../tools/bootstrap/node-version.cjs');
const { ready, runMain } = require('../../../tools/bootstrap/index.cjs');

ready(() => runMain('cli'));
