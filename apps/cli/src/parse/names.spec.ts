import { kebab } from './names';

describe('names in routes', () => {
  it.each(['ChangeRequest', 'changeRequest', 'change-request'])('%s is change-request', (name) => {
    expect(kebab(name)).toBe('change-request');
  });
});
