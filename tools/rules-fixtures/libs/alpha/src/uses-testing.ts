// refused by imports: testing-in-specs
export { scenario } from '@tabularium/testing';
