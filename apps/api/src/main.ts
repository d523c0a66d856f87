import 'reflect-metadata';
import { runAsProcess } from '@tabularium/engine';
import { SAMPLE_DIRECTOR, startWithSample } from '@tabularium/sample';

/** Everything, unless TABULARIUM_ROLE says otherwise. */
runAsProcess({
  environment: process.env,
  open: (settings) => startWithSample(settings, { onProgress: showProgress }),
  greeting: (address, { data, role, sample, director }) => `Tabularium is served at ${address}
  role          ${role}
  data folder   ${data}
  what it can   ${address}/docs
  how it does   ${address}/health/ready
  a token       npx tabularium token --as ${sample ? SAMPLE_DIRECTOR : director}
`,
});

/** A line now and then, so that nobody wonders. */
function showProgress(done: number, of: number): void {
  if (done === 1) process.stdout.write('Playing the sample portfolio into the new record …\n');
  if (done === of || done % 1000 === 0) process.stdout.write(`  ${done} of ${of} commands\n`);
}
