import { scenario, type Past } from '@tabularium/testing';
import type { ProgrammeEvents } from '../contract/programme.contract';
import { programme } from './programme.decider';

type Happened = Past<ProgrammeEvents>;
const { given } = scenario(programme);

const mandate = { name: 'Harbour renewal', portfolioId: 'CITY', unit: 'Harbour' };
const mandated: Happened = { type: 'ProgrammeMandated', data: mandate };
const owned: Happened = { type: 'SROAppointed', data: { personId: 'sam' } };
const closed: Happened = { type: 'ProgrammeClosed', data: { reason: 'Done' } };
const open = { facts: { portfolioOpen: true } };

describe('programme', () => {
  it('is mandated in a portfolio that is open', () => {
    given().when('MandateProgramme', mandate, open).thenData(mandate);
    given()
      .when('MandateProgramme', mandate, { facts: { portfolioOpen: false } })
      .thenRefused('PORTFOLIO_NOT_OPEN', { portfolioId: 'CITY' });
  });
  it('has one senior responsible owner, who follows the one before', () => {
    given(mandated, owned).when('AppointSRO', { personId: 'sam' }).thenNothing();
    given(mandated, owned)
      .when('AppointSRO', { personId: 'kim', letter: 'L-2' })
      .thenData({ personId: 'kim', letter: 'L-2', from: 'sam' });
  });
  it('is not closed before somebody was accountable for it', () => {
    given(mandated).when('CloseProgramme', { reason: 'x' }).thenRefused('SRO_MISSING');
    given(mandated, owned).when('CloseProgramme', { reason: 'x' }).thenFacts('ProgrammeClosed');
  });
});

describe('every stage takes only its commands', () => {
  const pasts = { absent: [], mandated: [mandated, owned], closed: [mandated, owned, closed] } as const;
  const expected = {
    MandateProgramme: { absent: 'ProgrammeMandated', mandated: 'PROGRAMME_EXISTS', closed: 'PROGRAMME_EXISTS' },
    AppointSRO: { absent: 'PROGRAMME_NOT_FOUND', mandated: 'SROAppointed', closed: 'PROGRAMME_CLOSED' },
    CloseProgramme: { absent: 'PROGRAMME_NOT_FOUND', mandated: 'ProgrammeClosed', closed: null },
  } as const;
  const data = { MandateProgramme: mandate, AppointSRO: { personId: 'kim' }, CloseProgramme: { reason: 'x' } } as const;
  const table = (Object.keys(expected) as (keyof typeof expected)[]).flatMap((command) =>
    (Object.keys(pasts) as (keyof typeof pasts)[]).map((stage) => ({ command, stage })),
  );
  it.each(table)('$command when $stage', ({ command, stage }) => {
    const outcome = given(...pasts[stage]).when(command, data[command], open);
    const wanted = expected[command][stage];
    if (wanted === null) outcome.thenNothing();
    else if (/^[A-Z_]+$/.test(wanted)) outcome.thenRefused(wanted);
    else outcome.thenFacts(wanted);
  });
});
