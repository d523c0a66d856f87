import { view, type RowOf, type Step, type StepWithKeys } from '@tabularium/read-store';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';
import { returnOverdueOn } from '../contract/yearly-return';

const columns = {
  due: { type: 'date', title: 'First day the command may be sent', indexed: true },
  category: { type: 'text', title: 'Aggregate' },
  entity: { type: 'text', title: 'Id of the aggregate', indexed: true },
  command: { type: 'text', title: 'Command', indexed: true },
  data: { type: 'text', title: 'Data of the command, JSON' },
} as const;

type Row = RowOf<typeof columns>;

const dueFor = (entity: string, year: number): Row => ({
  due: returnOverdueOn(year),
  category: 'interestRegister',
  entity,
  command: 'MarkAttestationOverdue',
  data: JSON.stringify({ year }),
});

const byPerson = <D>(step: Step<Row, D>): StepWithKeys<Row, D> => ({ keys: ({ entityId }) => [entityId], step });

/** Made or missed: the next year is due. An earlier year made up for changes nothing. */
const next = byPerson<{ readonly year: number }>((row, { entityId, data }) => {
  const following = dueFor(entityId, data.year + 1);
  return row && String(row.due) > String(following.due) ? row : following;
});

/** The return of every person who keeps a register, once a year, from the year after they began. */
export const returnDeadlines = view<InterestRegisterEvents>()({
  name: 'return-deadlines',
  version: 1,
  title: 'Returns of interests that are due',
  columns,
  steps: {
    StandingInterestDeclared: byPerson(
      (row, { entityId, metadata }) => row ?? dueFor(entityId, Number(metadata.recordedAt.slice(0, 4)) + 1),
    ),
    NilReturnAttested: next,
    InterestsConfirmed: next,
    AttestationOverdue: next,
  },
});
