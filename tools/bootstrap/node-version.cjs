// Plain old syntax throughout: this file must also run on the Node versions it refuses.
'use strict';

var floor = [20, 19];
var found = process.versions.node.split('.').map(Number);

if (found[0] < floor[0] || (found[0] === floor[0] && found[1] < floor[1])) {
  process.stderr.write(
    'Tabularium needs Node ' +
      floor.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '). See https://nodejs.org/en/download\n',
  );
  process.exit(1);
}
