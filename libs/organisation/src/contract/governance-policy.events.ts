import { DateField, Event, Int, ListOf, Text } from '@tabularium/contracts';
import { PolicyKindField, PolicyRule, type PolicyKind } from './policy-rule';

/** What every event of a policy says. */
class OfVersion {
  @Int({ min: 1 }) readonly version!: number;
}

@Event({ summary: 'A version of a policy was drafted' })
export class PolicyDrafted extends OfVersion {
  @PolicyKindField() readonly kind!: PolicyKind;
  @Text() readonly title!: string;
  @ListOf(() => PolicyRule, { min: 1, max: 200 }) readonly rules!: readonly PolicyRule[];
}

@Event({ summary: 'A version of a policy was put up for decision' })
export class PolicySubmitted extends OfVersion {}

@Event({ summary: 'A version of a policy was adopted' })
export class PolicyAdopted extends OfVersion {}

@Event({ summary: 'A version of a policy came into force' })
export class PolicyActivated extends OfVersion {
  @DateField({ about: 'First day' }) readonly from!: string;
}

/** Decided with the activation of the next version and effective on its first day. */
@Event({ summary: 'A version of a policy went out of force' })
export class PolicyRetired extends OfVersion {}
