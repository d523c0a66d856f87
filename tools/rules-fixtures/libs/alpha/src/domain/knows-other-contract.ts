// refused by imports: domain-pure
export { contract } from '@tabularium/beta/contract';
