// What names real servers is for the suites that want one, under another name; a server that a test starts must not find it.
// How long a suite runs is for the suites.
for (const name of ['DATABASE_URL', 'EVENTSTOREDB_URL'])
  if (process.env[name]) process.env[`TEST_${name}`] = process.env[name];
for (const name of Object.keys(process.env))
  if (/^(DATABASE_URL|EVENTSTOREDB_URL|TABULARIUM_(?!(KILLS|SEEDS?|AWAY|ROUNDS)$).*)$/.test(name))
    delete process.env[name];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: {
    '^@tabularium/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@tabularium/([^/]+)/contract$': '<rootDir>/libs/$1/src/contract/index.ts',
  },
  transform: { '\\.(ts|js|mjs)$': '<rootDir>/tools/jest-transform.cjs' },
  transformIgnorePatterns: [],
  // jest leaves one core idle by itself; most suites wait for the disk or a server now and then.
  maxWorkers: '100%',
  // What suites leave behind in a worker slows those that come late to less than half.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 30_000,
};
