// refused by imports: layers-alpha
export { beta } from '@tabularium/beta';
