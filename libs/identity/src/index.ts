export * from './authority';
export * from './caller';
export type { SamplePerson } from './development/choose-page';
export * from './development/sign-in.adapter';
export * from './identity-provider.adapter';
export * from './permissions';
export * from './signing-key.adapter';
export * from './tokens';
export * from './verified-tokens';
