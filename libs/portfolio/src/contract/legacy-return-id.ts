/** Projects one return can name: its event stays well below what stores take. */
export const MAX_MEMBERS = 5000;

/** The id of a return: `<source>.<returnOn>`. */
export const legacyReturnId = (source: string, returnOn: string): string => `${source}.${returnOn}`;
