'use strict';
require('./bootstrap/node-version.cjs');
require('./bootstrap/index.cjs').ready(() => undefined);
