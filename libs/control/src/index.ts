export { controlContext } from './control.module';
