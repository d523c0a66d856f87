import { viewRows, type Seen } from '@tabularium/testing';
import type { PersonEvents } from '../contract/person.contract';
import { people } from './people.view';

const registered: Seen<PersonEvents> = { id: 'paul', type: 'PersonRegistered', data: { name: 'Paul', unit: 'PMO' } };
const suspended: Seen<PersonEvents> = { id: 'paul', type: 'AccessSuspended', data: { reason: 'Lost badge' } };
const restored: Seen<PersonEvents> = {
  id: 'paul',
  type: 'AccessRestored',
  data: { proposedBy: 'mona', restoredBy: 'ana' },
};
const after = (...events: readonly Seen<PersonEvents>[]) =>
  viewRows<PersonEvents>(people, registered, ...events)['paul'];

describe('people', () => {
  it('AccessSuspended and AccessRestored show whether what is held gives anything', () => {
    expect(after()).toMatchObject({ name: 'Paul', access: 'OPEN' });
    expect(after(suspended)).toMatchObject({ access: 'SUSPENDED' });
    expect(after(suspended, restored)).toMatchObject({ access: 'OPEN' });
  });
});
