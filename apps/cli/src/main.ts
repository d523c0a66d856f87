import 'reflect-metadata';
import { EXIT } from './exit';
import { processIo } from './process-io.adapter';
import { run } from './program';

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
  // What was interrupted may still hold something open; everything else ends by itself, with its output written.
  if (code === EXIT.interrupted) process.exit(code);
});
