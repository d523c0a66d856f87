'use strict';
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { copyFile, mkdir, rename, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative, sep } = require('node:path');
const { bundle } = require('./bundle.cjs');
const { step } = require('./progress.cjs');

/** What is compiled by other means, or serves specs only. */
const LEFT_OUT = new Set(['apps/console', 'libs/testing']);

const stampFile = (dist) => join(dist, '.stamp');

/** Compiles apps and libs to dist/ with swc, unless dist/ was made from these very sources. */
async function build(root) {
  const sources = sourcesOf(root);
  const stamp = stampOf(root, sources);
  if (isBuilt(root, stamp)) return;
  await step(`Building ${sources.length} files`, () => buildInto(join(root, 'dist'), { root, sources, stamp }));
}

function isBuilt(root, stamp = stampOf(root, sourcesOf(root))) {
  const file = stampFile(join(root, 'dist'));
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** Built aside and moved into place, so that nobody ever sees half a build. */
async function buildInto(dist, { root, sources, stamp }) {
  const [fresh, old] = [join(root, '.cache', 'dist-new'), join(root, '.cache', 'dist-old')];
  for (const folder of [fresh, old]) await rm(folder, { recursive: true, force: true });
  await Promise.all(
    sources.map((file) => (file.endsWith('.ts') ? compile(root, file, fresh) : copy(root, file, fresh))),
  );
  await linkLibs(fresh, sources);
  await bundle(fresh);
  await writeFile(stampFile(fresh), stamp);
  if (existsSync(dist)) await rename(dist, old);
  await rename(fresh, dist);
  await rm(old, { recursive: true, force: true });
}

async function compile(root, file, into) {
  const { transformFile } = require('@swc/core');
  const target = join(into, file.replace(/\.ts$/, '.js'));
  const sourceFileName = relative(join(root, 'dist', dirname(file)), join(root, file))
    .split(sep)
    .join('/');
  const { code, map } = await transformFile(join(root, file), { cwd: root, sourceFileName }).catch((error) => {
    throw new Error(`${file} does not compile\n${error.message.split('Caused by')[0].trim()}`);
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
}

async function copy(root, file, into) {
  await mkdir(dirname(join(into, file)), { recursive: true });
  await copyFile(join(root, file), join(into, file));
}

/** `@tabularium/<lib>` and `@tabularium/<lib>/contract` resolve as any package does: no rewriting of imports. */
async function linkLibs(into, sources) {
  for (const file of sources) {
    const [, lib, contract] = /^libs\/([^/]+)\/src\/(contract\/)?index\.ts$/.exec(file) ?? [];
    if (lib) await link(join(into, 'node_modules', '@tabularium', lib), lib, contract ? 'contract' : 'index');
  }
}

async function link(folder, lib, door) {
  const target = `../../../libs/${lib}/src/${door === 'index' ? 'index' : 'contract/index'}.js`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${door}.js`), `module.exports = require('${target}');\n`);
}

/** Paths with forward slashes, relative to the root, sorted. */
function sourcesOf(root) {
  const parts = ['apps', 'libs'].flatMap((top) => foldersIn(join(root, top)).map((name) => `${top}/${name}`));
  return parts.filter((part) => !LEFT_OUT.has(part)).flatMap((part) => filesUnder(root, `${part}/src`));
}

const foldersIn = (folder) =>
  existsSync(folder)
    ? entriesOf(folder)
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(root, path);
    return /\.spec\.ts$|\.d\.ts$|\.md$/.test(entry.name) ? [] : [path];
  });
}

const entriesOf = (folder) => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));

function stampOf(root, sources) {
  const hash = createHash('sha256');
  const tools = ['build', 'bundle', 'launcher'].map((name) => `tools/bootstrap/${name}.cjs`);
  const settings = ['.swcrc', ...tools, 'package-lock.json'];
  for (const file of [...settings, ...sources]) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

module.exports = { build, isBuilt };
