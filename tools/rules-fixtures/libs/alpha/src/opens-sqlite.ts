// refused by imports: sqlite-driver
export * as node from 'node:sqlite';
