// refused by imports: domain-pure
export { readFileSync } from 'node:fs';
