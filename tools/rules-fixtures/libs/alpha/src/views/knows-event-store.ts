// refused by imports: views-pure
export { store } from '@tabularium/event-store';
