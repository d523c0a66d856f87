export { playSample, type Stage } from './play';
