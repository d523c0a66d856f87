import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { postgresSite } from './postgresql-site';
import { readStoreContract } from './read-store-suite';

const given = process.env['DATABASE_URL'];
let server: PostgresServer | undefined;

const url = (): string => {
  const found = given ?? server?.url;
  if (found === undefined) throw new Error('There is no PostgreSQL server');
  return found;
};

if (given === undefined && !hasPostgresServer()) {
  if (process.env['CI']) throw new Error('PostgreSQL may not be skipped here: set DATABASE_URL');
  console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}; set DATABASE_URL`);
  it.skip('read store on PostgreSQL', () => undefined);
} else {
  beforeAll(async () => {
    if (given === undefined) server = await startPostgresServer();
  }, 90_000);
  afterAll(() => server?.stop());
  readStoreContract({ name: 'PostgreSQL', create: async () => postgresSite(url()) });
}
