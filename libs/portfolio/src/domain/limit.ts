import type { ActingAuthority } from '@tabularium/kernel';

/** What `{limit}` in the words of AUTHORITY_EXCEEDED stands for. */
export const limitOf = ({ limit }: ActingAuthority): { readonly limit: string } => ({
  limit: limit ? ` of ${limit.minor} ${limit.ccy}` : '',
});
