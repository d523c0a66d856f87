export { financeContext } from './finance.module';
