import { scenario, type Past } from '@tabularium/testing';
import type { DocketEvents } from '../contract/docket.contract';
import { docket } from './docket.decider';

const { given } = scenario(docket);
const taken: Past<DocketEvents> = { type: 'MatterTakenUp', data: { itemId: 'ITEM' } };
const laid: Past<DocketEvents> = { type: 'MatterLaidDown', data: { itemId: 'ITEM' } };
const itemId = { itemId: 'ITEM' };

it('a matter is taken up and laid down once each time', () => {
  given().when('TakeUpMatter', itemId).thenData(itemId);
  given(taken).when('TakeUpMatter', itemId).thenNothing();
  given(taken).when('LayDownMatter', itemId).thenFacts('MatterLaidDown');
  given(taken, laid).when('LayDownMatter', itemId).thenNothing();
  given(taken, laid).when('TakeUpMatter', itemId).thenFacts('MatterTakenUp');
});
