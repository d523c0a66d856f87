'use strict';
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { root } = require('../bootstrap/index.cjs');
const { conventions } = require('./conventions.cjs');
const { run } = require('./run.cjs');

const FIXTURES = join(root, 'tools', 'rules-fixtures');

/** Forbidden things (tools/rules-fixtures) that the rules let pass, in words; none = every rule bites. */
async function toothlessRules() {
  const reports = await Promise.all([imports(), lint(), deadCode(), ownConventions()]);
  const found = new Set(reports.flat());
  const wanted = expectations();
  if (wanted.length === 0) return ['There are no fixtures'];
  return wanted.filter((expected) => !found.has(expected)).map((expected) => `not refused: ${expected}`);
}

/** `<file> by <step>: <rule>`, from the first lines of the fixtures. */
function expectations() {
  const files = readdirSync(FIXTURES, { recursive: true }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const [, step, rules] = /^\/\/ refused by ([a-z ]+): (.*)/.exec(readFileSync(join(FIXTURES, file), 'utf8')) ?? [];
    const path = file.replaceAll('\\', '/');
    return rules ? rules.split(', ').map((rule) => report(path, step, rule)) : [];
  });
}

const report = (file, step, rule) => `${file} by ${step}: ${rule}`;

async function imports() {
  const config = join(root, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', 'apps', 'libs'];
  const { summary } = await answer('dependency-cruiser', 'depcruise', args);
  return summary.violations.map(({ from, rule }) => report(from, 'imports', rule.name));
}

async function lint() {
  const args = ['--config', join(root, 'eslint.config.mjs'), '--no-ignore', '--format', 'json', 'apps', 'libs'];
  const files = await answer('eslint', 'eslint', args);
  return files.flatMap(({ filePath, messages }) => {
    const file = filePath.slice(FIXTURES.length + 1).replaceAll('\\', '/');
    return messages.map(({ ruleId }) => report(file, 'lint', ruleId));
  });
}

async function deadCode() {
  const { issues } = await answer('knip', 'knip', ['--reporter', 'json']);
  const kinds = ['files', 'exports', 'types'];
  return issues.flatMap((issue) =>
    kinds.filter((kind) => issue[kind].length > 0).map((kind) => report(issue.file, 'dead code', kind)),
  );
}

/** What a tool reports on the fixtures, as JSON. */
async function answer(owner, program, args) {
  const { stdout, output } = await run(owner, program, args, FIXTURES);
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${program} gave no report:\n${output}`);
  }
}

const ownConventions = () => conventions(FIXTURES).map(({ file, rule }) => report(file, 'conventions', rule));

module.exports = { toothlessRules };
