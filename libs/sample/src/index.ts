export { playSample, type Stage } from './play';

/** Where the clock of the sample begins; the engine is to be started at this instant. */
export const SAMPLE_STARTS = '2023-08-21T07:30:00.000Z';
