export { hasPostgresServer, startPostgresServer, type PostgresServer } from './postgresql-server';
export * from './scenario';
export * from './view-rows';
export { readPdf } from './read-pdf.adapter';
