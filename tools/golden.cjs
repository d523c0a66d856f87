'use strict';
require('./bootstrap/node-version.cjs');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { ready, root } = require('./bootstrap/index.cjs');
const { events, vocabulary } = require('./contracts.cjs');

const FOLDER = join(root, 'test', 'golden', 'events');

ready(() => {
  mkdirSync(FOLDER, { recursive: true });
  const added = events().filter(addIfMissing);
  process.stdout.write(`${added.length} golden files added; existing ones are never changed\n`);
});

function addIfMissing({ category, type, message }) {
  const { version } = vocabulary().eventSpec(message);
  const file = join(FOLDER, `${type}.v${version}.json`);
  if (existsSync(file)) return false;
  writeFileSync(file, `${JSON.stringify(stored(category, type, version, message), null, 2)}\n`);
  return true;
}

/** One event as it stands in the log, with everything an envelope can hold. */
function stored(category, type, schemaVersion, message) {
  return {
    id: exampleUuid(type),
    stream: `${category}-EX-1`,
    revision: 0,
    type,
    data: vocabulary().exampleOf(message),
    metadata: {
      schemaVersion,
      recordedAt: '2026-04-01T09:30:00.000Z',
      effectiveAt: '2026-03-31T23:59:59.999Z',
      actor: { id: 'EX-1', role: 'PMO_MANAGER', onBehalfOf: 'EX-2' },
      authority: { basis: 'DELEGATION', ref: 'EX-3', limit: { minor: '12500', ccy: 'GBP' } },
      commandId: exampleUuid(`${type} command`),
      commandHash: createHash('sha256').update(type).digest('hex'),
      correlationId: exampleUuid(`${type} command`),
      causationId: exampleUuid(`${type} command`),
      reason: 'Example reason',
      evidence: [{ documentId: 'EX-4', version: '1', sha256: createHash('sha256').update('').digest('hex') }],
      pins: { 'person-EX-1': 0 },
    },
  };
}

/** A UUID (version 8) that is the same each time. */
function exampleUuid(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
