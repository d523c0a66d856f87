import fc from 'fast-check';
import { changeStanding, isApproved, isOpen, openChanges, type ChangeStanding } from './change-standing';
import { CHANGE_STAGES, changeIdOf, changeNumberOf } from './vocabulary';

const stages = fc.array(fc.constantFrom(...CHANGE_STAGES), { maxLength: 120 });

it('finds every open change of a project, and reads one stream more than there are changes', async () => {
  await fc.assert(
    fc.asyncProperty(stages, async (raised) => {
      const standings = new Map(raised.map((stage, at) => [changeIdOf('PRJ-1', at + 1), { stage }]));
      const asked: string[] = [];
      const open = await openChanges((id): Promise<ChangeStanding> => {
        asked.push(id);
        return Promise.resolve(standings.get(id) ?? {});
      }, 'PRJ-1');
      expect(open).toEqual([...standings].filter(([, standing]) => isOpen(standing)).map(([id]) => id));
      expect(asked).toHaveLength(raised.length + 1);
    }),
  );
});

it('takes a postponed and an approved but unmade change for open, a made one not', () => {
  const open = CHANGE_STAGES.filter((stage) => isOpen({ stage }));
  expect(open).toEqual(['SUBMITTED', 'ASSESSING', 'ASSESSED', 'WAITING_FOR_APPROVAL', 'POSTPONED', 'APPROVED']);
  expect(CHANGE_STAGES.filter((stage) => isApproved({ stage }))).toEqual(['APPROVED', 'IMPLEMENTED', 'VERIFIED']);
  expect([isOpen({}), isApproved({})]).toEqual([false, false]);
});

it('reads the stage off every event of a change', () => {
  expect(Object.keys(changeStanding.evolve)).toHaveLength(CHANGE_STAGES.length);
});

it('numbers changes from CR-01 without a ceiling at 99', () => {
  expect([1, 99, 100].map((n) => changeIdOf('PRJ-1', n))).toEqual(['PRJ-1.CR-01', 'PRJ-1.CR-99', 'PRJ-1.CR-100']);
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => changeNumberOf(changeIdOf('PRJ-1', n)) === n));
});
