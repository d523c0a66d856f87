// refused by dead code: files
export const lost = 1;
