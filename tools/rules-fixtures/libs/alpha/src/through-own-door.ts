// refused by imports: not-through-own-door
export { alpha } from './index';
