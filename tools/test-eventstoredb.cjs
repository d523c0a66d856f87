'use strict';
require('./bootstrap/node-version.cjs');
const { ready, root } = require('./bootstrap/index.cjs');

/** Image of a real server, where containers can be run. */
const IMAGE = process.env['EVENTSTOREDB_IMAGE'] || 'docker.kurrent.io/kurrent-latest/kurrentdb:latest';
const SUITES = [
  'libs/event-store/test/eventstoredb',
  'libs/event-store/src/adapters/eventstoredb',
  'test/eventstoredb',
];

ready(test);

/** Runs the suites of the EventStoreDB adapter: on the server EVENTSTOREDB_URL names, else in a container, else a simulator. */
async function test() {
  process.env['NODE_ENV'] = process.env['NODE_ENV'] || 'test';
  const server = await pick();
  process.stdout.write(`${server.is}, version ${server.version}, at ${server.where}\n`);
  if (server.notice) process.stdout.write(`${server.notice}\n`);
  const { buildArgv, runCLI } = require('jest');
  const { results } = await runCLI(await buildArgv([...SUITES, ...process.argv.slice(2)]), [root]);
  await server.stop();
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped (${server.is})\n`);
  process.exit(results.success && failed === 0 ? 0 : 1);
}

async function pick() {
  require('./typescript.cjs');
  const { versionOf } = require('../test/eventstoredb-simulator/chosen-server.ts');
  const {
    parseConnectionString,
    redacted,
  } = require('../libs/event-store/src/adapters/eventstoredb/connection-string.ts');
  const describe = async (is, url, stop, notice) => ({
    is,
    stop,
    notice,
    version: await versionOf(url),
    where: redacted(parseConnectionString(url)),
  });
  const named = process.env['EVENTSTOREDB_URL'];
  if (named) return describe('Server named by EVENTSTOREDB_URL', named, () => undefined);
  const container = await startContainer();
  if (container.url) {
    process.env['EVENTSTOREDB_URL'] = container.url;
    return describe('Server in a container', container.url, container.stop);
  }
  const simulator = await require('../test/eventstoredb-simulator/child.ts').startSimulator();
  return describe('Simulator (not a server)', simulator.url, simulator.stop, container.why);
}

async function startContainer() {
  try {
    const { GenericContainer, Wait, getContainerRuntimeClient } = require('testcontainers');
    await getContainerRuntimeClient();
    const container = await new GenericContainer(IMAGE)
      .withEnvironment({
        KURRENTDB_INSECURE: 'true',
        EVENTSTORE_INSECURE: 'true',
        KURRENTDB_MEM_DB: 'true',
        EVENTSTORE_MEM_DB: 'true',
      })
      .withExposedPorts(2113)
      .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCode(204))
      .start();
    const url = `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`;
    return { url, stop: () => container.stop() };
  } catch (error) {
    return { why: `No container was started: ${error.message.split('\n')[0]}` };
  }
}
