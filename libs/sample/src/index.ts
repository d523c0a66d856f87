export { DIRECTOR as SAMPLE_DIRECTOR } from './people';
export { startWithSample } from './start-with-sample';
