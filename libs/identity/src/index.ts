export * from './authority';
export * from './caller';
export * from './permissions';
export * from './signing-key.adapter';
export * from './tokens';
