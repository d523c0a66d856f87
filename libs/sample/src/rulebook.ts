import type { AuthorisedCommand } from '@tabularium/decisions/contract';
import type { LocalDate } from '@tabularium/kernel';
import { LIGHT_CUMULATIVE } from './authority';
import { bodies, nextMeetingDay } from './boards';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import { matrixRows } from './foundations';
import { together, told, type BoardMatter, type Told } from './matters';
import { step } from './step';

/** A matter of the investment board about no project. */
const matter = (
  id: string,
  on: LocalDate,
  subject: string,
  more: Partial<BoardMatter> & { readonly effects: readonly AuthorisedCommand[] },
): BoardMatter => ({
  id,
  body: 'IB',
  on,
  matterType: 'GOVERNANCE',
  subject,
  proposer: 'p.kowalczyk',
  parties: [],
  ...more,
});

const fiscalYears = ['2023-24', '2024-25', '2025-26', '2026-27'];
const envelopes = { CAPITAL: [42, 96, 118, 104], CHANGE: [9, 14, 13, 8] } as const;

/** What both portfolios may spend in a year, in millions of pounds. */
const funding: Told = told(
  [],
  fiscalYears.map((fiscalYear, n) => {
    const effects = Object.entries(envelopes).map(([id, millions]) => ({
      category: 'portfolio',
      id,
      command: 'SetFundingEnvelope',
      data: { fiscalYear, amount: pounds((millions[n] ?? 0) * 1_000_000) },
    }));
    const total = Object.values(envelopes).reduce((sum, millions) => sum + (millions[n] ?? 0), 0);
    return matter(`ENVELOPES.${fiscalYear}`, nextMeetingDay(`${2023 + n}-09-01`), `Funding of ${fiscalYear}`, {
      matterType: 'BUDGET_REVISION',
      amount: pounds(total * 1_000_000),
      effects,
    });
  }),
);

const thresholds = (late: string) => [
  { ruleId: 'COST', text: 'Amber when the forecast is above what is authorised by more than', value: '5 %' },
  { ruleId: 'TIME', text: 'Amber when the forecast finish is later than approved by more than', value: late },
];

/** A version of the thresholds, drafted, checked by somebody else, and adopted by the board. */
function policy(version: number, late: string, draftedOn: LocalDate, from: LocalDate): Told {
  const adoptedOn = nextMeetingDay(daysAfter(draftedOn, 20));
  const adopting = (command: string, data: object): AuthorisedCommand => ({
    category: 'governancePolicy',
    id: 'RAG',
    command,
    data: { version, ...data },
  });
  return told(
    [
      step(draftedOn, '10:15', 'p.kowalczyk', 'governancePolicy', 'RAG', 'DraftPolicy', {
        kind: 'RAG_THRESHOLDS',
        title: 'When a project is amber or red',
        rules: thresholds(late),
      }),
      step(daysAfter(draftedOn, 5), '10:20', 'm.halloran', 'governancePolicy', 'RAG', 'SubmitPolicy', { version }),
    ],
    [
      matter(`POLICY.RAG-${version}`, adoptedOn, `Thresholds of delivery confidence, version ${version}`, {
        target: { category: 'governancePolicy', id: 'RAG' },
        effects: [adopting('AdoptPolicy', {}), adopting('ActivatePolicy', { from })],
      }),
    ],
  );
}

const MATRIX = { category: 'delegationMatrix', id: 'organisation' } as const;

/** The second matrix lets managers approve more on one project within a year, and no more at a time. */
const matrix: Told = told(
  [
    step('2025-03-03', '09:20', 'm.halloran', 'delegationMatrix', 'organisation', 'DraftMatrix', {
      rows: matrixRows(LIGHT_CUMULATIVE + 1_000_000),
    }),
  ],
  [
    matter('MATRIX.2', nextMeetingDay('2025-03-24'), 'Delegated authority, version 2', {
      target: MATRIX,
      effects: [
        { ...MATRIX, command: 'ApproveMatrix', data: { version: 2 } },
        { ...MATRIX, command: 'ActivateMatrix', data: { version: 2, from: '2025-04-14' } },
      ],
    }),
  ],
);

/** The board above amends the terms of the one below. */
const terms: Told = told(
  [],
  [
    matter('TERMS.PB', nextMeetingDay('2025-06-09'), 'Two weeks instead of thirty days to ratify urgent decisions', {
      target: { category: 'governanceBody', id: 'PB' },
      effects: [
        {
          category: 'governanceBody',
          id: 'PB',
          command: 'AmendTermsOfReference',
          data: {
            terms: { ...bodies.PB.terms, urgent: { upTo: pounds(5_000_000), ratifyDays: 14 } },
            reason: 'Urgent decisions stood unratified for too long',
          },
        },
      ],
    }),
  ],
);

/** What boards decide about money in general, about policies, limits and each other. */
export const rulebook: Told = together(
  funding,
  policy(1, '60 days', '2023-09-25', '2023-11-01'),
  policy(2, '45 days', '2025-04-28', '2025-07-01'),
  matrix,
  terms,
);
