// refused by imports: clients-in-adapters
export * as client from '@eventstore/db-client';
