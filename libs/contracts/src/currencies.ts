export { currencies, decimalsOf } from '@tabularium/kernel';
