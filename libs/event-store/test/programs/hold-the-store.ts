import { openEmbeddedStore } from '../../src/index';

/** Opens the store, says so, and keeps it until killed. */
const [folder = ''] = process.argv.slice(2);
openEmbeddedStore({ folder });
process.stdout.write('open\n');
setInterval(() => undefined, 1_000);
