// dependency-cruiser resolves tsconfig paths with a library that misreads patterns with a suffix
// (`@tabularium/*/contract`), but it also takes webpack's aliases: the same doors, written out.
const { existsSync, readdirSync } = require('node:fs');
const { resolve } = require('node:path');

const doors = readdirSync('libs').map((lib) => [
  `@tabularium/${lib}/contract$`,
  resolve('libs', lib, 'src/contract/index.ts'),
]);

module.exports = { resolve: { alias: Object.fromEntries(doors.filter(([, file]) => existsSync(file))) } };
