export { person as personFold } from './domain/person.decider';
export type { Person } from './domain/person.state';
export * from './organisation.module';
