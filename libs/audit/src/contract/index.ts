export * from './refusals.contract';
export * from './refusals.events';
