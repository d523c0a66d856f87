// refused by imports: sqlite-door
export { sqlite } from '@tabularium/sqlite';
