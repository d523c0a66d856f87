export const sqlite = 1;
