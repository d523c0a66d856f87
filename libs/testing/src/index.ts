export { hasPostgresServer, startPostgresServer, type PostgresServer } from './postgresql-server';
export * from './scenario';
export * from './view-rows';
