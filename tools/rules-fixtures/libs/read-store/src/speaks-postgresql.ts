// refused by imports: clients-in-adapters
export * as pg from 'pg';
