// refused by imports: processes-pure
export { rule } from '../domain/rule';
