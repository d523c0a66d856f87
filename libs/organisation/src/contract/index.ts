export * from './person.contract';
export * from './person.events';
