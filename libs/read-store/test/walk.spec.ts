import { Walk } from '../src/walk';

it('never folds a fact that is voided as if it stood', async () => {
  const rewriting = { fold: () => null, write: () => undefined, remove: () => undefined };
  const fact = { index: 1, eff: 1, from: 1, event: {} as never };
  const walk = new Walk(rewriting, { from: null, to: { eff: 1, cause: 1 } }, fact, null);
  await expect(walk.pass({ eff: 2, cause: 0, cells: null }, null)).rejects.toThrow('voided');
});
