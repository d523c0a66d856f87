// refused by imports: no-barrels
export { rule } from './deep/index';
