import { isRefusal, type FactCorrected, type FactMeta, type FactVoided, type NewFact } from '@tabularium/kernel';
import { scenario, gbp } from '@tabularium/testing';
import fc from 'fast-check';
import type { ProjectCommands } from '../contract/project.contract';
import { legacyDecide } from './legacy';
import { project } from './project.decider';
import type { Project } from './project.state';

type Assertion = ProjectCommands['AssertLegacyFacts'];

const place = { source: 'returns', returnOn: '2014-09-30' };
const profile = { on: '2014-09-30', name: 'New bridge', portfolioId: 'WORKS', unit: 'Roads', notStated: [] };
const cost = { on: '2014-09-30', wholeLifeCost: gbp(900) };
const amber = { on: '2014-09-30', assessor: 'Assurance', scale: 'DCA-5', rating: 'AMBER' } as const;
const milestone = { milestone: 'Business case', on: '2013-05-01' };
const origin = { file: 'returns-2014.csv', sha256: 'a'.repeat(64), row: 7 };
const assertion: Assertion = { ...place, profile, cost, confidence: [amber], milestones: [milestone], ...origin };

const first = [
  { type: 'LegacyProfileReported', data: { ...profile, ...place } },
  { type: 'LegacyCostReported', data: { ...cost, ...place } },
  { type: 'DeliveryConfidenceAssessed', data: { ...amber, ...place } },
  { type: 'LegacyMilestoneReported', data: { ...milestone, ...place } },
] as const;

const { given } = scenario(project);

describe('what an earlier record says', () => {
  it('becomes one fact per statement, effective on the day it speaks of, with its place in the file', () => {
    const { facts } = given().when('AssertLegacyFacts', assertion);
    expect(facts.map(({ type, data, effectiveOn }) => ({ type, data, effectiveOn }))).toEqual([
      { ...first[0], effectiveOn: '2014-09-30' },
      { ...first[1], effectiveOn: '2014-09-30' },
      { ...first[2], effectiveOn: '2014-09-30' },
      { ...first[3], effectiveOn: '2013-05-01' },
    ]);
    expect(facts.map(({ evidence }) => evidence)).toEqual(Array(4).fill([origin]));
  });

  it('adds nothing when it is asserted again, even from another row of another file', () => {
    given(...first)
      .when('AssertLegacyFacts', { ...assertion, file: 'copy.csv', row: 8, sha256: 'b'.repeat(64) })
      .thenNothing();
  });

  it('corrects what it now says otherwise', () => {
    const dearer = { ...cost, wholeLifeCost: gbp(950) };
    given(...first)
      .when('AssertLegacyFacts', { ...assertion, cost: dearer })
      .thenFacts('FactCorrected')
      .thenData({
        correctsEventId: 'event-1',
        factType: 'LegacyCostReported',
        was: { ...cost, ...place },
        shouldBe: { ...dearer, ...place },
        reason: 'The return of 2014-09-30 from returns now says otherwise',
      });
  });

  it('moves a statement to another day by voiding the one that stands', () => {
    const { facts } = given(...first)
      .when('AssertLegacyFacts', { ...assertion, milestones: [{ ...milestone, on: '2013-06-01' }] })
      .thenFacts('FactVoided', 'LegacyMilestoneReported');
    expect(facts[0]?.data).toMatchObject({ voidsEventId: 'event-3' });
    expect(facts[1]?.effectiveOn).toBe('2013-06-01');
  });

  it('voids what it no longer says, and leaves other returns and sources alone', () => {
    const other = { type: 'LegacyCostReported', data: { ...cost, source: 'ledger', returnOn: '2014-09-30' } } as const;
    const { cost: _, ...withoutCost } = assertion;
    given(...first, other)
      .when('AssertLegacyFacts', withoutCost)
      .thenFacts('FactVoided')
      .thenData({ voidsEventId: 'event-1', reason: 'No longer in the return of 2014-09-30 from returns' });
  });

  it('ends with an absence when the return no longer names the project', () => {
    given(first[0])
      .when('ReportLegacyAbsence', { source: 'returns', returnOn: '2015-09-30' })
      .thenFacts('LegacyAbsenceReported')
      .thenData({ source: 'returns', returnOn: '2015-09-30' });
    given(first[0]).when('ReportLegacyAbsence', place).thenFacts('FactVoided', 'LegacyAbsenceReported');
  });

  it('takes an absence back when the return names the project after all', () => {
    const { facts } = given({ type: 'LegacyAbsenceReported', data: place }).when('AssertLegacyFacts', assertion);
    expect(facts[0]).toMatchObject({ type: 'FactVoided', data: { voidsEventId: 'event-0' } });
    expect(facts).toHaveLength(5);
  });

  it('is refused with a rating that is not on its scale, or two statements of one kind', () => {
    const off = [{ ...amber, rating: '5' }];
    given()
      .when('AssertLegacyFacts', { ...assertion, confidence: off })
      .thenRefused('RATING_NOT_ON_SCALE');
    given()
      .when('AssertLegacyFacts', { ...assertion, milestones: [milestone, milestone] })
      .thenRefused('LEGACY_STATED_TWICE', { statement: 'milestone/Business case' });
  });

  it('makes a project known by assertion only; an absence alone does not', () => {
    const after = given(first[0]).when('PlaceOnHold', { reason: 'funds', reviewBy: '2026-09-01' });
    after.thenRefused('NOT_IN_PHASE', { phase: 'asserted', needed: 'approved or inStage or betweenStages' });
    given({ type: 'LegacyAbsenceReported', data: place })
      .when('PlaceOnHold', { reason: 'funds', reviewBy: '2026-09-01' })
      .thenRefused('PROJECT_NOT_FOUND');
  });

  it('leaves ratings given in the system alone', () => {
    const native = { type: 'DeliveryConfidenceAssessed', data: { assessor: 'Assurance', scale: 'DCA-5' } } as const;
    const { facts } = given(native).when('ReportLegacyAbsence', place);
    expect(facts.map(({ type }) => type)).toEqual(['LegacyAbsenceReported']);
  });
});

/** A log of one project as the runtime keeps it: amendments applied, voided facts out, folded by day and order. */
class Log {
  private facts: (NewFact & { readonly id: string; readonly data: object })[] = [];
  private next = 0;

  get inForce(): readonly object[] {
    const shown = this.facts.map(({ type, data, effectiveOn }) => ({ type, data, effectiveOn }));
    return shown.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }

  submit(asked: Asked): number {
    const context = { id: 'PRJ' } as never;
    const decision =
      'absent' in asked
        ? legacyDecide.ReportLegacyAbsence(asked.absent, this.state, context)
        : legacyDecide.AssertLegacyFacts(asked.asserted, this.state, context);
    if (isRefusal(decision)) throw new Error(decision.refused);
    for (const decided of decision) this.append(decided);
    return decision.length;
  }

  private append(decided: NewFact): void {
    const { voidsEventId, correctsEventId, shouldBe = {} } = decided.data as Partial<FactCorrected & FactVoided>;
    if (voidsEventId) this.facts = this.facts.filter(({ id }) => id !== voidsEventId);
    else if (correctsEventId)
      this.facts = this.facts.map((known) => (known.id === correctsEventId ? { ...known, data: shouldBe } : known));
    else this.facts.push({ ...decided, id: `event-${this.next++}` });
  }

  private get state(): Project {
    const byDay = [...this.facts].sort((a, b) => ((a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : 1));
    return byDay.reduce<Project>((state, { type, data, id }) => {
      const evolve = project.evolve[type as 'LegacyProfileReported'];
      return evolve(state, data as never, { eventId: id } as FactMeta);
    }, project.initial);
  }
}

type Asked =
  { readonly asserted: Assertion } | { readonly absent: { readonly source: string; readonly returnOn: string } };

const sources = fc.constantFrom('returns', 'ledger');
const returns = fc.constantFrom('2013-09-30', '2014-09-30', '2015-09-30');
const days = fc.constantFrom('2012-01-01', '2014-09-30', '2016-02-29');
const amounts = fc.integer({ min: 0, max: 3 }).map(gbp);
const places = fc.record({ source: sources, returnOn: returns });

const assertions = fc
  .record({
    place: places,
    name: fc.constantFrom('New bridge', 'Old bridge'),
    on: days,
    cost: fc.option(fc.record({ on: days, wholeLifeCost: amounts }), { nil: undefined }),
    approval: fc.option(fc.record({ on: days, body: fc.constantFrom('Board', 'Director'), amount: amounts }), {
      nil: undefined,
    }),
    confidence: fc.uniqueArray(
      fc.record({
        on: days,
        assessor: fc.constantFrom('Assurance', 'Owner'),
        scale: fc.constant('DCA-5' as const),
        rating: fc.constantFrom('GREEN', 'RED'),
      }),
      { selector: ({ assessor }) => assessor },
    ),
    milestones: fc.uniqueArray(fc.record({ milestone: fc.constantFrom('Idea', 'Case', 'Start'), on: days }), {
      selector: (reached) => reached.milestone,
    }),
  })
  .map(({ place: at, name, on, cost: costs, approval, confidence, milestones }): Asked => ({
    asserted: {
      ...at,
      ...origin,
      profile: { ...profile, name, on },
      ...(costs ? { cost: costs } : {}),
      ...(approval ? { approval } : {}),
      confidence,
      milestones,
    },
  }));

const asked: fc.Arbitrary<Asked> = fc.oneof(
  assertions,
  places.map((absent): Asked => ({ absent })),
);
const placeOf = (one: Asked): string => {
  const { source, returnOn } = 'absent' in one ? one.absent : one.asserted;
  return `${source} ${returnOn}`;
};

const logOf = (commands: readonly Asked[]): Log => {
  const log = new Log();
  for (const command of commands) log.submit(command);
  return log;
};

describe('any order of returns', () => {
  const final = fc.uniqueArray(asked, { selector: placeOf, maxLength: 6 });

  it('leaves the same facts in force', () => {
    const shuffled = final.chain((commands) =>
      fc.tuple(fc.constant(commands), fc.shuffledSubarray(commands, { minLength: commands.length })),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => expect(logOf(one).inForce).toEqual(logOf(other).inForce)));
  });

  it('with whatever was asserted before', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), final, (earlier, commands) => {
        const covered = new Set(commands.map(placeOf));
        const before = earlier.filter((one) => covered.has(placeOf(one)));
        expect(logOf([...before, ...commands]).inForce).toEqual(logOf(commands).inForce);
      }),
    );
  });

  it('and asserting everything again adds nothing', () => {
    fc.assert(
      fc.property(final, (commands) => {
        const log = logOf(commands);
        expect(commands.map((command) => log.submit(command))).toEqual(commands.map(() => 0));
      }),
    );
  });
});
