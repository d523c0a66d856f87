import { aggregate, type ContextDefinition } from "@tabularium/http";
import { governancePolicyContract } from "./contract/governance-policy.contract";
import { interestRegisterContract } from "./contract/interest-register.contract";
import { organisationContract } from "./contract/organisation.contract";
import { personContract } from "./contract/person.contract";
import { governancePolicy } from "./domain/governance-policy.decider";
import { interestRegister } from "./domain/interest-register.decider";
import { organisation } from "./domain/organisation.decider";
import { person } from "./domain/person.decider";
import { organisationFacts } from "./unit-facts";
import { delegations } from "./views/delegations.view";
import { grants } from "./views/grants.view";
import { interestRegister as interestRegisterView } from "./views/interest-register.view";
import { orgUnits } from "./views/org-units.view";
import { people } from "./views/people.view";
import { policies } from "./views/policies.view";

export const organisationContext: ContextDefinition = {
  name: "organisation",
  title: "Organisation",
  aggregates: [
    aggregate(personContract, person),
    aggregate(organisationContract, organisation, organisationFacts),
    aggregate(interestRegisterContract, interestRegister),
    aggregate(governancePolicyContract, governancePolicy),
  ],
  views: [
    people,
    grants,
    orgUnits,
    interestRegisterView,
    policies,
    delegations,
  ],
  processes: [],
  reports: [],
};
