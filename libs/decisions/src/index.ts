export { decisionsContext } from './decisions.module';
