// refused by imports: resolvable
export { nothing } from './nowhere';
