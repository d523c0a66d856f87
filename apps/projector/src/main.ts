import 'reflect-metadata';
import { runAsProcess } from '@tabularium/engine';
import { startWithSample } from '@tabularium/sample';

/** Views and processes of a record on shared servers; of HTTP only what an orchestrator asks. */
runAsProcess({
  environment: { ...process.env, TABULARIUM_ROLE: 'projector' },
  open: (settings) => startWithSample(settings),
  greeting: (address) => `Tabularium projects; how it does: ${address}/health/ready\n`,
});
