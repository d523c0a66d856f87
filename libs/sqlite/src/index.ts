export * from './errors';
export * from './sqlite.adapter';
