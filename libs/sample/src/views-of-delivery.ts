import type { LocalDate } from '@tabularium/kernel';
import { pounds } from './budget-plan';
import { daysAfter, quarterEnds } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { eventOf, step, type Step } from './step';

const words: Readonly<Record<string, string>> = {
  GREEN: 'On plan; no threat in sight',
  AMBER_GREEN: 'On plan with attention to a few dates',
  AMBER: 'Feasible; the supplier plan needs work',
  AMBER_RED: 'In doubt without action on cost and consents',
  RED: 'Not achievable on the present basis',
};
const outturn: Readonly<Record<string, number>> = {
  GREEN: 0.985,
  AMBER_GREEN: 1,
  AMBER: 1.02,
  AMBER_RED: 1.06,
  RED: 1.13,
};

/** Quarterly confidence (recorded a week or two after the quarter it speaks of) and half-yearly forecasts. */
export function viewsOfDelivery(frame: Frame): readonly Step[] {
  const { project, approvedOn, endsOn, story } = frame;
  const [analyst] = analystsOf(project.id);
  const assessor = project.tier === 'MAJOR' ? 'm.halloran' : analyst;
  const until = endsOn < project.finishesOn ? endsOn : project.finishesOn;
  return quarterEnds(approvedOn, until).flatMap((quarter, n) => {
    const rating = project.ratings[n];
    if (!rating) return [];
    const wrong = story.misrecorded?.quarter === quarter ? story.misrecorded : undefined;
    const called = `${project.id} ${quarter}`;
    return [
      step(
        daysAfter(quarter, 8 + (n % 4)),
        '11:40',
        assessor,
        'project',
        project.id,
        'AssessDeliveryConfidence',
        {
          scale: 'DCA-5',
          rating: wrong?.recorded ?? rating,
          commentary: words[wrong?.recorded ?? rating] ?? '',
          effectiveOn: quarter,
        },
        { called },
      ),
      ...(wrong ? [corrected(project.id, wrong.correctedOn, called, rating)] : []),
      ...(n % 2 === 0 ? [forecast(frame, quarter, rating, n)] : []),
    ];
  });
}

const corrected = (id: string, on: LocalDate, called: string, rating: string): Step =>
  step(on, '15:15', 'm.halloran', 'project', id, 'CorrectDeliveryConfidence', {
    assessmentEventId: eventOf(called),
    rating,
    commentary: words[rating] ?? '',
    reason: 'The return was read in the wrong row; the assurance report says otherwise',
  });

const forecast = ({ project, budget }: Frame, quarter: LocalDate, rating: string, n: number): Step =>
  step(daysAfter(quarter, 14), '09:50', project.manager, 'budget', project.id, 'SubmitForecast', {
    estimateAtCompletion: pounds(budget.total * ((outturn[rating] ?? 1) + (n % 3) / 400)),
    method: 'BOTTOM_UP',
    narrative: `${words[rating] ?? ''}. Outturn from the work package estimates.`,
  });
