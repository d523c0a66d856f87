'use strict';
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { contexts } = require('../contracts.cjs');

/** Everything that breaks a convention no library checks: `{ file, rule, words }`. */
const conventions = (root) => [...suppressionsWithoutReason(root), ...namesWithoutRole(root)];

const SUPPRESSION = /(eslint-disable|@ts-expect-error|@ts-ignore|prettier-ignore)(?!.* -- \S)/;

/** A suppression says why on its line: `// eslint-disable-next-line <rule> -- <reason>`. */
function suppressionsWithoutReason(root) {
  return typescriptFiles(root).flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const at = lines.findIndex((line) => SUPPRESSION.test(line));
    return at < 0 ? [] : [{ file, rule: 'suppression-without-reason', words: `line ${at + 1}: say why after " -- "` }];
  });
}

const ROLES =
  'command|commands|events|refusals|contract|decider|state|evolve|process|view|query|controller|module|adapter|spec|bench';
const NAME = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*(\\.(${ROLES}))*\\.ts$`);

/** File names are kebab-case, with roles from a closed list. */
const namesWithoutRole = (root) =>
  typescriptFiles(root)
    .filter((file) => !NAME.test(file.slice(file.lastIndexOf('/') + 1)))
    .map((file) => ({ file, rule: 'file-name', words: `kebab-case, roles: ${ROLES.replaceAll('|', ', ')}` }));

function typescriptFiles(root) {
  return ['apps', 'libs', 'test'].flatMap((top) => filesUnder(root, top)).filter((file) => /(?<!\.d)\.ts$/.test(file));
}

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'console') return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}

/** Codes that say two things in one context. */
const ambiguousRefusals = () =>
  contexts().flatMap(({ name, contracts }) => {
    const entries = contracts.flatMap(({ refusals }) => Object.entries(refusals));
    const wordsOf = new Map(entries.map(([code, { words }]) => [code, words]));
    const differing = entries.filter(([code, { words }]) => wordsOf.get(code) !== words);
    return differing.map(([code, { words }]) => `${name}: ${code} says "${words}" and "${wordsOf.get(code)}"`);
  });

module.exports = { conventions, ambiguousRefusals };
