import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openEmbeddedStore } from '../../src/index';

/** Opens the store, forgets it, says so when the garbage is collected, and stays until killed. */
const [folder = ''] = process.argv.slice(2);
openEmbeddedStore({ folder });
setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');
setTimeout(() => {
  collectGarbage();
  setTimeout(() => process.stdout.write('open\n'), 20);
}, 20);
setInterval(() => undefined, 1_000);
