/** `ChangeRequest`, `changeRequest`, `change-request` → `change-request`: how routes write names. */
export const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
