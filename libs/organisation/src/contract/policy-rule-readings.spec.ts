import { lifeCycleRules } from './life-cycle-rules';
import type { PolicyRule } from './policy-rule';
import { segregationRules } from './segregation-rules';
import { toleranceRules } from './tolerance-rules';

const rule = (ruleId: string, value?: string, text = 'As written'): PolicyRule => ({
  ruleId,
  text,
  ...(value === undefined ? {} : { value }),
});
const unreadableOf = ({ unreadable }: { readonly unreadable: readonly { readonly ruleId: string }[] }) =>
  unreadable.map(({ ruleId }) => ruleId);

describe('life cycles', () => {
  it('are stages in the order of their numbers, whatever the order of the rules', () => {
    const { says, unreadable } = lifeCycleRules([
      rule('AGILE.2', 'G1', 'Build'),
      rule('AGILE.1', undefined, 'Shape'),
      rule('SHORT.1', 'G0', 'All'),
    ]);
    expect(unreadable).toEqual([]);
    expect(Object.fromEntries(says)).toEqual({
      AGILE: [{ name: 'Shape' }, { name: 'Build', gate: 'G1' }],
      SHORT: [{ name: 'All', gate: 'G0' }],
    });
  });

  it.each(['toString', 'constructor', '__proto__'])('may be called %s', (id) => {
    const { says, unreadable } = lifeCycleRules([rule(`${id}.1`, undefined, 'Shape')]);
    expect([unreadable, says.get(id)]).toEqual([[], [{ name: 'Shape' }]]);
  });

  it.each([
    ['a gap', [rule('A.1'), rule('A.3')], ['A.3']],
    ['no number', [rule('A')], ['A']],
    ['another number', [rule('A.01')], ['A.01']],
    ['stage 21', [rule('A.21')], ['A.21']],
    ['a gate twice', [rule('A.1', 'G'), rule('A.2', 'G')], ['A.2']],
    ['a gate with a dot', [rule('A.1', 'G.1')], ['A.1']],
    ['a long name', [rule('A.1', undefined, 'n'.repeat(101))], ['A.1']],
  ])('are not read with %s', (_, rules, expected) => {
    expect(unreadableOf(lifeCycleRules(rules))).toEqual(expected);
  });
});

describe('tolerances', () => {
  it('are read by tier', () => {
    const { says, unreadable } = toleranceRules([
      rule('LIGHT.cost', '10 %'),
      rule('LIGHT.days', '30'),
      rule('MAJOR.cost', '0.25%'),
      rule('MAJOR.scope', 'NONE'),
      rule('MAJOR.risk', 'NONE'),
    ]);
    expect(unreadable).toEqual([]);
    expect(says).toEqual({
      LIGHT: { costBasisPoints: 1000, days: 30, untouched: [] },
      MAJOR: { costBasisPoints: 25, untouched: ['scope', 'risk'] },
    });
  });

  it.each([
    ['HUGE.cost', '10 %'],
    ['LIGHT.cost', '10'],
    ['LIGHT.cost', '100.01 %'],
    ['LIGHT.cost', '-1 %'],
    ['LIGHT.days', '1.5'],
    ['LIGHT.days', undefined],
    ['LIGHT.scope', 'SOME'],
    ['LIGHT.ifNotDone', 'NONE'],
    ['LIGHT.cost.more', '1 %'],
    ['LIGHT', '1 %'],
  ])('are not read from %s = %s', (ruleId, value) => {
    expect(unreadableOf(toleranceRules([rule(ruleId, value)]))).toEqual([ruleId]);
  });
});

describe('segregation of duties', () => {
  it('is read in its three forms', () => {
    const { says, unreadable } = segregationRules([
      rule('ROLES.SPONSOR.FINANCE_CONTROLLER'),
      rule('ROLES.DEPARTMENT_LEAD.PROJECT_MANAGER', 'PROJECT'),
      rule('COOLING_OFF.ASSURANCE_REVIEWER', '730'),
      rule('DUTIES.ChangeImpactAssessed.ApproveChange'),
    ]);
    expect(unreadable).toEqual([]);
    expect(says.roles.map(({ pair, sameProject }) => [...pair, sameProject])).toEqual([
      ['SPONSOR', 'FINANCE_CONTROLLER', false],
      ['DEPARTMENT_LEAD', 'PROJECT_MANAGER', true],
    ]);
    expect(says.coolingOffDays).toBe(730);
    expect(says.duties).toEqual([
      {
        ruleId: 'DUTIES.ChangeImpactAssessed.ApproveChange',
        eventType: 'ChangeImpactAssessed',
        command: 'ApproveChange',
      },
    ]);
  });

  it.each([
    ['ROLES.SPONSOR.SPONSOR', undefined],
    ['ROLES.SPONSOR.CHIEF', undefined],
    ['ROLES.SPONSOR', undefined],
    ['ROLES.SPONSOR.PROJECT_MANAGER', 'PROGRAMME'],
    ['ROLES.SPONSOR.AUDITOR', 'PROJECT'],
    ['COOLING_OFF.ASSURANCE_REVIEWER', '364'],
    ['COOLING_OFF.SPONSOR', '730'],
    ['COOLING_OFF.ASSURANCE_REVIEWER.730', '730'],
    ['DUTIES.ChangeRequested', undefined],
    ['DUTIES.ChangeRequested.approve-change', undefined],
    ['OTHER.A.B', undefined],
  ])('is not read from %s = %s', (ruleId, value) => {
    expect(unreadableOf(segregationRules([rule(ruleId, value)]))).toEqual([ruleId]);
  });
});
