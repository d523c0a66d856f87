export * from './currencies';
export * from './dates';
export * from './decider';
export * from './envelope';
export * from './money';
export * from './process';
