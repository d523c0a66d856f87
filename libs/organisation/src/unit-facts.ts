import type { FactLoader } from '@tabularium/http';
import type { OrganisationCommands } from './contract/organisation.contract';
import type { OrganisationFacts } from './domain/organisation.decider';
import { person } from './domain/person.decider';

type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

export const organisationFacts: Loaders<OrganisationCommands, OrganisationFacts> = {
  AppointUnitLead: async ({ command: { personId }, read }) => ({
    registered: (await read(person, personId)).registered,
  }),
};
