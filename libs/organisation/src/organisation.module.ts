import { aggregate, type ContextDefinition } from '@tabularium/http';
import { authorityUseContract } from './contract/authority-use.contract';
import { coSignatureContract } from './contract/co-signature.contract';
import { delegationMatrixContract } from './contract/delegation-matrix.contract';
import { delegationContract } from './contract/delegation.contract';
import { governancePolicyContract } from './contract/governance-policy.contract';
import { interestRegisterContract } from './contract/interest-register.contract';
import { organisationContract } from './contract/organisation.contract';
import { personContract } from './contract/person.contract';
import { rateTableContract } from './contract/rate-table.contract';
import { authorityUse } from './domain/authority-use.decider';
import { coSignature } from './domain/co-signature.decider';
import { delegationMatrix } from './domain/delegation-matrix.decider';
import { delegation } from './domain/delegation.decider';
import { governancePolicy } from './domain/governance-policy.decider';
import { interestRegister } from './domain/interest-register.decider';
import { organisation } from './domain/organisation.decider';
import { person } from './domain/person.decider';
import { rateTable } from './domain/rate-table.decider';
import { coSignatureFacts, delegationFacts, delegationMatrixFacts, governancePolicyFacts, personFacts } from './facts';
import { organisationFacts } from './unit-facts';
import { delegationRegister } from './reports/delegation-register.query';
import { whoCould } from './reports/who-could.query';
import { authorityUses } from './views/authority-uses.view';
import { delegationMatrixView } from './views/delegation-matrix.view';
import { delegations } from './views/delegations.view';
import { exchangeRates } from './views/exchange-rates.view';
import { grants } from './views/grants.view';
import { interestRegister as interestRegisterView } from './views/interest-register.view';
import { orgUnits } from './views/org-units.view';
import { people } from './views/people.view';
import { personalDelegations } from './views/personal-delegations.view';
import { policies } from './views/policies.view';
import { returnDeadlines } from './views/return-deadlines.view';

export const organisationContext: ContextDefinition = {
  name: 'organisation',
  title: 'Organisation',
  aggregates: [
    aggregate(personContract, person, personFacts),
    aggregate(organisationContract, organisation, organisationFacts),
    aggregate(interestRegisterContract, interestRegister),
    aggregate(governancePolicyContract, governancePolicy, governancePolicyFacts),
    aggregate(delegationMatrixContract, delegationMatrix, delegationMatrixFacts),
    aggregate(delegationContract, delegation, delegationFacts),
    aggregate(authorityUseContract, authorityUse),
    aggregate(rateTableContract, rateTable),
    aggregate(coSignatureContract, coSignature, coSignatureFacts),
  ],
  views: [
    people,
    grants,
    orgUnits,
    interestRegisterView,
    policies,
    delegations,
    delegationMatrixView,
    personalDelegations,
    authorityUses,
    exchangeRates,
    returnDeadlines,
  ],
  deadlines: [returnDeadlines],
  processes: [],
  reports: [delegationRegister, whoCould],
};
