'use strict';
const { rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');

/** The servers. The command line loads what a command needs, and no more: a bundle would load it all. */
const PROGRAMS = ['apps/api', 'apps/projector'];

/** Have files of their own beside them (fonts, native code, pages), which a bundle would lose. */
const WITH_FILES = ['@eventstore/db-client', '@photostructure/sqlite', 'oidc-provider', 'pdfkit'];

/** Node 22 and later keep what they compiled; it has to be said before anything large is loaded. */
const LAUNCHER = `'use strict';
require('node:module').enableCompileCache?.();
require('./program.js');
`;

/** What Nest looks for and does without if it is not installed. */
const absent = {
  name: 'absent',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...at }) => {
      if (pluginData === absent) return undefined;
      const { errors } = await resolve(path, { ...at, pluginData: absent });
      return errors.length > 0 ? { path, external: true } : undefined;
    }),
};

/** Puts each server into one file: finding, reading and compiling 2,000 modules one by one is half of its start. */
async function bundle(dist) {
  const { build } = require('esbuild');
  await build({
    entryPoints: PROGRAMS.map((app) => ({ in: join(dist, app, 'src', 'main.js'), out: join(app, 'src', 'program') })),
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: WITH_FILES,
    plugins: [absent],
    // What is compiled, not the sources that the compiler is told to look at.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  for (const app of PROGRAMS) {
    await writeFile(join(dist, app, 'src', 'main.js'), LAUNCHER);
    await rm(join(dist, app, 'src', 'main.js.map'));
  }
}

module.exports = { bundle };
