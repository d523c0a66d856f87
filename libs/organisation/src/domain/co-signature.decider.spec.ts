import { scenario, type Past } from '@tabularium/testing';
import { coSignatureIdOf, signedBy, type CoSignatureEvents } from '../contract/co-signature.contract';
import { coSignature } from './co-signature.decider';

const { given } = scenario(coSignature);
const id = coSignatureIdOf('changeRequest', 'PRJ-1.CR-01');
const command = 'ApproveChange';
const at = (targetRevision: number) => ({ id, actor: 'fay', facts: { targetRevision } });
const signed: Past<CoSignatureEvents> = { type: 'CoSigned', data: { command, targetRevision: 3, by: 'fay' } };

it('a signature is on a command and the thing as it stands, once', () => {
  given().when('CoSign', { command }, at(3)).thenData(signed.data);
  given(signed).when('CoSign', { command }, at(3)).thenNothing();
  given(signed).when('CoSign', { command }, at(4)).thenFacts('CoSigned');
  given(signed).when('CoSign', { command: 'RejectChange' }, at(3)).thenFacts('CoSigned');
  given(signed)
    .when('CoSign', { command }, { ...at(3), actor: 'cat' })
    .thenFacts('CoSigned');
});

it('nothing is signed that is not there', () => {
  given()
    .when('CoSign', { command }, at(-1))
    .thenRefused('NOTHING_TO_SIGN', { category: 'changeRequest', id: 'PRJ-1.CR-01' });
});

it('the id tells what is signed', () => {
  expect(signedBy(id)).toEqual({ category: 'changeRequest', id: 'PRJ-1.CR-01' });
  expect(signedBy('PRJ-1')).toEqual({ category: 'PRJ-1', id: '' });
});
