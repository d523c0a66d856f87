export * from './config/settings';
export * from './engine';
