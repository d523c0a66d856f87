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
  testTimeout: 30_000,
};
