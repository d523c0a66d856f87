// refused by lint: no-restricted-syntax
export const later = async (): Promise<number> => await Promise.resolve(1);
