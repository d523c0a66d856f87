export * from './project.contract';
export * from './vocabulary';
