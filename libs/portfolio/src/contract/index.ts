export * from './legacy-return-id';
export * from './legacy-return.contract';
export * from './legacy-return.events';
export * from './project.contract';
export * from './project.events';
export * from './vocabulary';
