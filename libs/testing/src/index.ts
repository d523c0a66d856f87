export * from './scenario';
export * from './view-rows';
