'use strict';
const { existsSync, readdirSync } = require('node:fs');

/** Libraries of the folder the process runs in. */
const libraries = existsSync('libs') ? readdirSync('libs') : [];

/** Those that are contexts: they have a contract. */
const contexts = libraries.filter((lib) => existsSync(`libs/${lib}/src/contract`));

module.exports = { contexts, libraries };
