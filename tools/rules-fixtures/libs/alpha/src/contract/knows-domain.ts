// refused by imports: contract-pure
export { rule } from '../domain/rule';
