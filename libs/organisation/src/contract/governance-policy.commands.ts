import { Command, DateField, Int, ListOf, Text, type Role } from '@tabularium/contracts';
import { PolicyKindField, PolicyRule, type PolicyKind } from './policy-rule';

const WRITING: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'];

@Command({ summary: 'Draft the next version of a policy', allow: WRITING })
export class DraftPolicy {
  @PolicyKindField() readonly kind!: PolicyKind;
  @Text() readonly title!: string;
  @ListOf(() => PolicyRule, { min: 1, max: 200 }) readonly rules!: readonly PolicyRule[];
}

@Command({ summary: 'Put a version that somebody else drafted up for decision', allow: WRITING })
export class SubmitPolicy {
  @Int({ min: 1 }) readonly version!: number;
}

@Command({ summary: 'Adopt a version, by decision of a board', allow: ['SYSTEM'], decidable: true })
export class AdoptPolicy {
  @Int({ min: 1 }) readonly version!: number;
}

@Command({ summary: 'Put an adopted version in force', allow: ['PMO_DIRECTOR'], decidable: true })
export class ActivatePolicy {
  @Int({ min: 1 }) readonly version!: number;
  @DateField({ optional: true, about: 'First day; default today' }) readonly from?: string;
}

/** What was decided under the version meanwhile stands; it is listed in `corrected-bases`. */
@Command({
  summary: 'Correct what was recorded wrongly of a version: its first day by the director, its contents by decision',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class CorrectPolicy {
  @Int({ min: 1 }) readonly version!: number;
  @DateField({ optional: true, about: 'First day; default unchanged' }) readonly from?: string;
  @Text({ optional: true, about: 'Default: unchanged' }) readonly title?: string;
  @ListOf(() => PolicyRule, { min: 1, max: 200, optional: true, about: 'All of them; default unchanged' })
  readonly rules?: readonly PolicyRule[];
  @Text({ max: 2000 }) readonly reason!: string;
}
