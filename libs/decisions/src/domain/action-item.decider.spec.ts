import { scenario, type Past } from '@tabularium/testing';
import type { ActionItemEvents } from '../contract/action-item.contract';
import { actionItem } from './action-item.decider';

type Happened = Past<ActionItemEvents>;
const { given } = scenario(actionItem);

const action = { text: 'Buy the land', owner: 'olga', dueOn: '2026-03-10', from: 'IB-2026-0001' };
const raised: Happened = { type: 'ActionRaised', data: { ...action, raisedBy: 'ana' } };
const completed: Happened = { type: 'ActionCompleted', data: { evidence: 'Deed' } };
const verified: Happened = { type: 'ActionVerified', data: { by: 'ana' } };
const declined: Happened = { type: 'ActionDeclined', data: { by: 'olga', reason: 'x' } };
const olga = { actor: 'olga' };

it('is raised once', () => {
  given()
    .when('RaiseAction', action, { actor: 'ana' })
    .thenData({ ...action, raisedBy: 'ana' });
  given(raised).when('RaiseAction', action, { actor: 'ana' }).thenNothing();
  given(raised)
    .when('RaiseAction', { ...action, text: 'Other' }, { actor: 'ana' })
    .thenRefused('ACTION_EXISTS');
});
it('is accepted, declined, reported on and completed by its owner', () => {
  given(raised).when('AcceptAction', {}, olga).thenFacts('ActionAccepted');
  given(raised).when('AcceptAction', {}, { actor: 'omar' }).thenRefused('NOT_OWNER', { owner: 'olga' });
  given(raised).when('DeclineAction', { reason: 'x' }, olga).thenFacts('ActionDeclined');
  given(raised, declined).when('AcceptAction', {}, olga).thenFacts('ActionAccepted');
  given(raised, declined).when('CompleteAction', { evidence: 'x' }, olga).thenRefused('ACTION_STAGE');
  given(raised).when('ReportProgress', { note: 'Half' }, olga).thenFacts('ActionProgressReported');
  given(raised).when('CompleteAction', { evidence: 'Deed' }, olga).thenData({ evidence: 'Deed' });
  given().when('CompleteAction', { evidence: 'Deed' }, olga).thenRefused('ACTION_NOT_FOUND');
});
it('keeps who owned it and when it was first due', () => {
  given(raised)
    .when('ReassignAction', { owner: 'omar', reason: 'x' })
    .thenData({ ownerFrom: 'olga', owner: 'omar', reason: 'x' });
  given(raised).when('ReassignAction', { owner: 'olga', reason: 'x' }).thenNothing();
  const moved = { dueOn: '2026-04-10', reason: 'x' };
  const move: Happened = { type: 'ActionDueDateMoved', data: { dueOnFrom: '2026-03-10', slips: 1, ...moved } };
  given(raised)
    .when('MoveDueDate', moved)
    .thenData({ dueOnFrom: '2026-03-10', slips: 1, ...moved });
  given(raised, move)
    .when('MoveDueDate', { dueOn: '2026-05-10', reason: 'x' })
    .thenData({ dueOnFrom: '2026-04-10', dueOn: '2026-05-10', slips: 2, reason: 'x' });
  given(raised, move).when('MoveDueDate', moved).thenNothing();
  given(raised).when('MoveDueDate', { dueOn: '2026-03-02', reason: 'x' }).thenRefused('DATE_PAST');
});
it('is found done, or not, by somebody else', () => {
  given(raised, completed).when('VerifyAction', {}, olga).thenRefused('SOD_SELF_VERIFICATION');
  given(raised, completed).when('ReopenAction', { reason: 'x' }, olga).thenRefused('SOD_SELF_VERIFICATION');
  given(raised, completed).when('VerifyAction', {}, { actor: 'ana' }).thenData({ by: 'ana' });
  given(raised, completed).when('ReopenAction', { reason: 'x' }).thenFacts('ActionReopened');
  given(raised).when('VerifyAction', {}).thenRefused('ACTION_STAGE', { stage: 'raised', needed: 'completed' });
});
it('is cancelled by who raised it, or by the PMO if the engine did', () => {
  const bySystem: Happened = { type: 'ActionRaised', data: { ...action, raisedBy: 'system' } };
  given(raised).when('CancelAction', { reason: 'x' }, { actor: 'ana' }).thenFacts('ActionCancelled');
  given(raised).when('CancelAction', { reason: 'x' }, olga).thenRefused('NOT_RAISER');
  given(bySystem).when('CancelAction', { reason: 'x' }, { actor: 'ana' }).thenFacts('ActionCancelled');
  given(bySystem).when('CancelAction', { reason: 'x' }, olga).thenRefused('NOT_RAISER');
});
it('becomes overdue once, the day after its last, unless it is done', () => {
  const on = (day: string) => ({ now: `${day}T10:00:00.000Z` });
  given(raised).when('MarkActionOverdue', {}, on('2026-03-10')).thenNothing();
  given(raised).when('MarkActionOverdue', {}, on('2026-03-11')).thenData({ dueOn: '2026-03-10' });
  const overdue: Happened = { type: 'ActionBecameOverdue', data: { dueOn: '2026-03-10' } };
  given(raised, overdue).when('MarkActionOverdue', {}, on('2026-03-12')).thenNothing();
  given(raised, completed).when('MarkActionOverdue', {}, on('2026-03-12')).thenNothing();
  given(raised, completed, verified).when('MarkActionOverdue', {}, on('2026-03-12')).thenNothing();
});
