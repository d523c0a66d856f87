import { PROJECT_ROLES, ROLES, type Role } from '@tabularium/contracts';
import type { PolicyRule } from './policy-rule';
import { wholeNumberIn, type RuleReading, type UnreadableRule } from './rule-reading';

/** Who caused an event of the type on a record does not give the command on the same record. */
export interface DutyRule {
  readonly ruleId: string;
  readonly eventType: string;
  readonly command: string;
}

/** Duties that the organisation keeps apart beyond what the engine always keeps apart. */
export interface SegregationRules {
  readonly roles: readonly RolesRule[];
  /** Days for which who delivered a project does not review it; undefined = as the engine has it. */
  readonly coolingOffDays?: number;
  readonly duties: readonly DutyRule[];
}

/** Roles that one person does not hold at the same time: anywhere, or on one project. */
export interface RolesRule {
  readonly ruleId: string;
  readonly pair: readonly [Role, Role];
  readonly sameProject: boolean;
}

/** The engine's own; a policy may lengthen it. */
export const COOLING_OFF_DAYS = 365;
export const COOLING_OFF_RULE = 'COOLING_OFF.ASSURANCE_REVIEWER';
const LONGEST_COOLING_OFF = 3650;

const expected = `ROLES.<role>.<role> with no value, or PROJECT where two roles of projects are apart on the same project only; ${COOLING_OFF_RULE} with ${COOLING_OFF_DAYS} to ${LONGEST_COOLING_OFF} days; or DUTIES.<type of event>.<command> with no value`;

/** Rules `ROLES.…`, `COOLING_OFF.…` and `DUTIES.…`. The engine's own table stands whatever they say. */
export function segregationRules(rules: readonly PolicyRule[]): RuleReading<SegregationRules> {
  let says: SegregationRules = { roles: [], duties: [] };
  const unreadable: UnreadableRule[] = [];
  for (const rule of rules) {
    const said = withRule(says, rule);
    if (said) says = said;
    else unreadable.push({ ruleId: rule.ruleId, expected });
  }
  return { says, unreadable };
}

function withRule(known: SegregationRules, { ruleId, value }: PolicyRule): SegregationRules | undefined {
  const [form, first = '', second = '', ...more] = ruleId.split('.');
  if (more.length > 0) return undefined;
  if (form === 'ROLES') {
    const [a, b] = [roleNamed(first), roleNamed(second)];
    if (!a || !b || a === b || (value !== undefined && !isOnProject(value, a, b))) return undefined;
    return { ...known, roles: [...known.roles, { ruleId, pair: [a, b], sameProject: value !== undefined }] };
  }
  if (form === 'COOLING_OFF') {
    const days = wholeNumberIn(value, COOLING_OFF_DAYS, LONGEST_COOLING_OFF);
    return ruleId === COOLING_OFF_RULE && days ? { ...known, coolingOffDays: days } : undefined;
  }
  if (form !== 'DUTIES' || value !== undefined || !isName(first) || !isName(second)) return undefined;
  return { ...known, duties: [...known.duties, { ruleId, eventType: first, command: second }] };
}

const roleNamed = (text: string): Role | undefined => ROLES.find((role) => role === text);

/** What is held for the whole organisation is apart everywhere or nowhere. */
const isOnProject = (value: string, ...pair: readonly Role[]): boolean =>
  value === 'PROJECT' && pair.every((role) => PROJECT_ROLES.has(role));

const isName = (text: string): boolean => /^[A-Z][A-Za-z]+$/.test(text);
