// refused by imports: layers-read-store
export { alpha } from '@tabularium/alpha';
