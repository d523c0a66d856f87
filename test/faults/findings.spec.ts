import { ownershipFindings, type Move } from './audit';
import { findingsIn, type Logged } from './findings';
import type { Acknowledged } from './journal';
import type { Asked } from './writer';

const asked = (key: string, stream: string, types: readonly string[], status: 201 | 409 = 201): Asked => ({
  ...{ key, stream, types, status, writer: 'w', isMarked: status === 201 },
  ...{ as: 'ana', path: '', body: {} },
});
const event = (index: number, stream: string, revision: number, commandId: string, type = 'A'): Logged => ({
  ...{ index, id: `e${index}`, type, stream, revision, data: { name: commandId } },
  metadata: { commandId, actor: { id: 'ana' }, recordedAt: '2026-01-05T09:00:00.000Z' },
});
const receipt = (key: string, stream: string, revision: number, ...eventIds: readonly string[]): Acknowledged => ({
  ...{ key, status: 201, stream, revision, eventIds },
});

const commands = [asked('k1', 's-1', ['A', 'B']), asked('k2', 's-1', ['A']), asked('k3', 'refusals-k3', ['A'], 409)];
const log = [
  event(0, 's-1', 0, 'k1'),
  event(1, 's-1', 1, 'k1', 'B'),
  event(2, 's-1', 2, 'k2'),
  event(3, 'refusals-k3', 0, 'k3'),
];
const journal = [
  receipt('k1', 's-1', 1, 'e0', 'e1'),
  receipt('k2', 's-1', 2, 'e2'),
  { key: 'k3', status: 409, stream: 'refusals-k3' },
];
const none = { lost: [], duplicated: [], torn: [], phantom: [], gaps: [], disordered: [] };
const judge = (events: readonly Logged[], given = commands, entries: readonly Acknowledged[] = journal) =>
  findingsIn(events, new Map(given.map((one) => [one.key, one])), entries);
const without = (at: number) => log.filter((_, i) => i !== at).map((one, index) => ({ ...one, index }));

it('finds nothing in a log that is as acknowledged', () => {
  expect(judge(log)).toEqual(none);
});

it('lets an unacknowledged command be there or not', () => {
  expect(judge(log, commands, journal.slice(0, 2))).toEqual(none);
  expect(judge(without(3), commands, journal.slice(0, 2))).toEqual(none);
});

it.each([
  ['an acknowledged event', without(2), { lost: ['k2'] }],
  ['an acknowledged refusal', without(3), { lost: ['k3'] }],
  ['half of a command', without(1), { lost: ['k1'], torn: ['k1'], gaps: ['s-1 2 instead of 1'] }],
])('misses %s', (_, events, found) => {
  expect(judge(events)).toEqual({ ...none, ...found });
});

it.each([
  [
    'a command carried out twice',
    [...log, event(4, 's-1', 3, 'k2')],
    { lost: ['k2'], duplicated: ['k2'], torn: ['k2'] },
  ],
  [
    'an event that is there twice',
    [...log, { ...event(4, 's-2', 0, 'k9'), id: 'e0' }],
    { duplicated: ['e0'], phantom: ['e0'] },
  ],
  ['an event nobody asked for', [...log, event(4, 's-2', 0, 'k9')], { phantom: ['e4'] }],
  ['an event of another type', log.map((one) => (one.index === 2 ? { ...one, type: 'C' } : one)), { phantom: ['e2'] }],
  ['other contents', log.map((one) => (one.index === 2 ? { ...one, data: {} } : one)), { phantom: ['e2'] }],
  ['an index left out', log.map((one) => (one.index === 3 ? { ...one, index: 4 } : one)), { gaps: ['index 4'] }],
])('sees %s', (_, events, found) => {
  expect(judge(events)).toEqual({ ...none, ...found });
});

it('sees one event acknowledged to two commands', () => {
  const entries = [...journal.slice(0, 1), receipt('k2', 's-1', 2, 'e2'), receipt('k4', 's-1', 2, 'e2')];
  expect(judge(log, commands, entries)).toEqual({ ...none, lost: ['k4'], duplicated: ['e2'] });
});

it("sees a writer's commands out of their order", () => {
  expect(judge(log, commands.toReversed())).toEqual({ ...none, disordered: ['k2', 'k1'] });
});

const move = (epoch: number, process: string, idx: number): Move => ({ epoch, process, idx });

it.each([
  [
    'nothing in an owner after another',
    [move(1, 'a', 5), move(2, 'b', 5), move(2, 'b', 9)],
    { twoOwners: [], appliedTwice: [] },
  ],
  ['two owners of one epoch', [move(1, 'a', 5), move(1, 'b', 6)], { twoOwners: ['epoch 1: a, b'], appliedTwice: [] }],
  [
    'an owner that writes after it was fenced off',
    [move(1, 'a', 5), move(2, 'b', 6), move(1, 'a', 6)],
    { twoOwners: ['epoch 1: a, a'], appliedTwice: [] },
  ],
  [
    'a checkpoint that goes back',
    [move(1, 'a', 5), move(2, 'b', 4)],
    { twoOwners: [], appliedTwice: ['b at 4 after 5'] },
  ],
])('finds %s', (_, moves, found) => {
  expect(ownershipFindings(moves)).toEqual(found);
});
