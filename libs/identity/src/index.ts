export * from './authority';
export * from './caller';
export * from './identity-provider.adapter';
export * from './permissions';
export * from './signing-key.adapter';
export * from './tokens';
export * from './verified-tokens';
