// Lets plain node run this repository's TypeScript: `node -r ./tools/typescript.cjs <file>`.
// For benchmarks and for the child processes of tests; what is shipped is built.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..');
const config = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
delete config.jsc.paths;
delete config.jsc.baseUrl;

require.extensions['.ts'] = (module, filename) => {
  const options = { ...config, filename, sourceMaps: 'inline', swcrc: false };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const [, lib, door] = /^@tabularium\/([^/]+)(?:\/(contract))?$/.exec(request) ?? [];
  return resolve.call(this, lib ? join(root, 'libs', lib, 'src', door ?? '', 'index.ts') : request, ...rest);
};
