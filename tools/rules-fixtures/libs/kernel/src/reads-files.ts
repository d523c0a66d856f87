// refused by imports: kernel-alone
export { readFileSync } from 'node:fs';
