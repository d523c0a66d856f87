export * from './check';
export * from './currencies';
export * from './field';
export * from './fields';
export * from './message';
export * from './roles';
export * from './schema';
