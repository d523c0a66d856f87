// Compiles our TypeScript, and the ESM-only libraries (nearest package.json says `type: module`), to CommonJS for jest.
const { createHash } = require('node:crypto');
const { readFileSync, existsSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { createTransformer } = require('@swc/jest');

const swcrc = JSON.parse(readFileSync(join(__dirname, '..', '.swcrc'), 'utf8'));
const typescript = createTransformer({ ...swcrc, sourceMaps: 'inline', swcrc: false });
const javascript = createTransformer({ jsc: { target: 'es2022' }, module: { type: 'commonjs' }, swcrc: false });

const moduleFolders = new Map();

function isModule(folder) {
  if (!moduleFolders.has(folder)) moduleFolders.set(folder, readType(folder));
  return moduleFolders.get(folder);
}

function readType(folder) {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  return dirname(folder) !== folder && isModule(dirname(folder));
}

module.exports = {
  process(source, path, options) {
    if (path.endsWith('.ts')) return typescript.process(source, path, options);
    if (path.endsWith('.mjs') || isModule(dirname(path))) return javascript.process(source, path, options);
    return { code: source };
  },
  getCacheKey: (source, path, options) =>
    path.endsWith('.ts') || isModule(dirname(path)) || path.endsWith('.mjs')
      ? typescript.getCacheKey(source, path, options)
      : createHash('md5').update(`${path}\0${source}`).digest('hex'),
};
