export * from './config/settings';
export { contexts } from './contexts';
export * from './engine';
