'use strict';
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire, enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { constants, Script } = require('node:vm');

// Of what is not part of the one file; Node 22 and later have it, and it has to be said before anything large is loaded.
enableCompileCache?.();

/**
 * Runs `program.js` beside this file with what V8 has compiled of it in a start before: a quarter of the work of a start.
 * The build makes `program.compiled` with `--keep-compiled`. V8 compiles anew what another version of it has made.
 */
const program = join(__dirname, 'program.js');
const compiled = join(__dirname, 'program.compiled');
const parameters = 'exports, require, module, __filename, __dirname';
const script = new Script(`(function (${parameters}) {${readFileSync(program, 'utf8')}\n})`, {
  filename: program,
  cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
if (process.argv.includes('--keep-compiled'))
  process.once('exit', () => writeFileSync(compiled, script.createCachedData()));
script.runInThisContext()(exports, createRequire(program), module, program, __dirname);
