export * from './change-request.contract';
export * from './change-request.events';
export * from './change-standing';
export * from './tolerance-use.contract';
export * from './vocabulary';
