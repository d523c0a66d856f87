import { Board } from '../../test/board';

const FIVE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const present = (people: readonly string[]) => people.map((personId) => ({ personId, mode: 'IN_PERSON' }));
const call = { on: '2026-03-07', mode: 'IN_PERSON' };

const called = async (): Promise<Board> => {
  const board = await Board.of(6);
  await board.propose();
  await board.meeting('ScheduleMeeting', call);
  return board;
};
const open = async (): Promise<Board> => {
  const board = await called();
  board.today = '2026-03-07';
  await board.meeting('OpenMeeting', { present: present(FIVE) });
  return board;
};

describe('calling a meeting', () => {
  it('gives the notice of the terms, unless every member waives it', async () => {
    const board = await Board.of(3);
    const soon = { ...call, on: '2026-03-06' };
    expect(await board.meeting('ScheduleMeeting', { ...soon, waivedBy: ['p1', 'p3'] })).toEqual({
      refused: 'SHORT_NOTICE',
      detail: { noticeDays: 5, missing: ['p2'] },
    });
    expect(await board.meeting('ScheduleMeeting', { ...soon, waivedBy: ['p1', 'p2', 'p3'] })).toEqual({
      types: ['MeetingScheduled'],
    });
    expect(await board.meeting('ScheduleMeeting', call)).toMatchObject({ refused: 'MEETING_EXISTS' });
  });
  it('on the last day of notice is in time', async () => {
    expect(await (await Board.of(3)).meeting('ScheduleMeeting', call)).toEqual({ types: ['MeetingScheduled'] });
  });
  it.each([
    ['BODY_NOT_FOUND', 'NONE.1', call],
    ['MEETING_ID_INVALID', 'NONE', call],
    ['DATE_PAST', 'IB.1', { ...call, on: '2026-03-01' }],
  ])('is refused: %s', async (code, id, asked) => {
    expect(await (await Board.of(3)).meeting('ScheduleMeeting', asked, 'p1', id)).toMatchObject({ refused: code });
  });
});

describe('the agenda', () => {
  it('takes matters of the body until the papers are due; later with the consent of the chair', async () => {
    const board = await called();
    await board.propose({ bodyId: 'TOP' }, 'TOPS');
    expect(await board.meeting('TableItem', { itemId: 'TOPS' })).toMatchObject({ refused: 'ITEM_NOT_OPEN' });
    expect(await board.meeting('PublishAgenda', {})).toMatchObject({ refused: 'AGENDA_EMPTY' });
    board.today = '2026-03-06';
    expect(await board.meeting('TableItem', { itemId: 'ITEM' })).toEqual({
      refused: 'LATE_PAPER',
      detail: { papersDueOn: '2026-03-05' },
    });
    const late = { itemId: 'ITEM', reason: 'x' };
    expect(await board.meeting('LateTableItem', late, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.meeting('LateTableItem', late)).toEqual({ types: ['ItemTabled'] });
    expect(await board.meeting('LateTableItem', late)).toEqual({ types: [] });
    expect(await board.meeting('PublishAgenda', {})).toEqual({ types: ['AgendaPublished'] });
    expect(await board.meeting('PublishAgenda', {})).toEqual({ types: [] });
  });
  it('keeps the places asked for', async () => {
    const board = await called();
    await board.propose({}, 'B');
    await board.meeting('TableItem', { itemId: 'ITEM' });
    await board.meeting('TableItem', { itemId: 'B', place: 1 });
    await board.meeting('TableItem', { itemId: 'ITEM', place: 2 });
    await board.meeting('PublishAgenda', {});
    expect(board.last('AgendaPublished')).toEqual({ items: ['ITEM', 'B'] });
  });
});

describe('opening a meeting', () => {
  it('needs the chair and a quorum, or an intention only to note', async () => {
    const board = await called();
    const few = { present: present(['p1', 'p2', 'p3', 'p4']) };
    expect(await board.meeting('OpenMeeting', few, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.meeting('OpenMeeting', few)).toEqual({
      refused: 'INQUORATE',
      detail: { required: 5, present: 4 },
    });
    expect(await board.meeting('OpenMeeting', { ...few, noting: true }, 'p2')).toEqual({ types: ['MeetingOpened'] });
    expect(board.last('MeetingOpened')).toMatchObject({ quorate: false, quorumRequired: 5, quorumPresent: 4 });
    expect(await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' })).toEqual({
      types: ['AttendanceRecorded', 'QuorumRestored'],
    });
    expect(await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' })).toEqual({ types: [] });
  });
  it.each([
    ['NOT_A_MEMBER', [...present(FIVE), { personId: 'olga', mode: 'IN_PERSON' }]],
    ['NOT_A_MEMBER', [...present(FIVE), { personId: 'p1', mode: 'REMOTE' }]],
    ['HOLDER_MISSING', [...present(FIVE), { personId: 'p6', mode: 'PROXY' }]],
    ['HOLDER_MISSING', [...present(FIVE), { personId: 'p6', mode: 'REMOTE', heldBy: 'p1' }]],
    ['HOLDER_MISSING', [...present(FIVE), { personId: 'p6', mode: 'PROXY', heldBy: 'p6' }]],
    ['NOT_AN_ALTERNATE', [...present(FIVE), { personId: 'p6', mode: 'ALTERNATE', heldBy: 'olga' }]],
    ['PROXY_INVALID', [...present(FIVE), { personId: 'p6', mode: 'PROXY', heldBy: 'olga' }]],
  ])('checks who attends, and for whom: %s', async (code, attending) => {
    expect(await (await called()).meeting('OpenMeeting', { present: attending })).toMatchObject({ refused: code });
  });
  it('lets a member hold one proxy', async () => {
    const board = await open();
    await board.done('governanceBody', 'IB', 'AppointMember', { seatId: 's7', personId: 'p7' });
    const proxy = (personId: string) => board.meeting('RecordAttendance', { personId, mode: 'PROXY', heldBy: 'p1' });
    expect(await proxy('p6')).toEqual({ types: ['AttendanceRecorded'] });
    expect(await proxy('p7')).toMatchObject({ refused: 'PROXY_INVALID' });
  });
});

describe('a meeting under way', () => {
  it('loses and regains its quorum as members go and come', async () => {
    const board = await open();
    expect(await board.meeting('RecordDeparture', { personId: 'p6' })).toMatchObject({ refused: 'NOT_PRESENT' });
    expect(await board.meeting('RecordDeparture', { personId: 'p4' })).toEqual({
      types: ['MemberLeftMeeting', 'QuorumLost'],
    });
    expect(await board.meeting('RecordDeparture', { personId: 'p5' })).toEqual({ types: ['MemberLeftMeeting'] });
    await board.meeting('RecordAttendance', { personId: 'p4', mode: 'IN_PERSON' });
    expect(await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' })).toEqual({
      types: ['AttendanceRecorded', 'QuorumRestored'],
    });
  });
  it('is adjourned, taken up and closed by the chair', async () => {
    const board = await open();
    expect(await board.meeting('AdjournMeeting', { to: '2026-03-06', reason: 'x' })).toMatchObject({
      refused: 'DATE_PAST',
    });
    expect(await board.meeting('AdjournMeeting', { to: '2026-03-08', reason: 'x' })).toEqual({
      types: ['MeetingAdjourned'],
    });
    expect(await board.meeting('RecordDeparture', { personId: 'p5' })).toMatchObject({ refused: 'MEETING_STAGE' });
    await board.meeting('ResumeMeeting', {});
    expect(await board.meeting('CloseMeeting', {}, 'p5')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.meeting('CloseMeeting', {})).toEqual({ types: ['MeetingClosed'] });
    expect(await board.meeting('CloseMeeting', {})).toEqual({ types: [] });
    expect(await board.meeting('CloseMeeting', {}, 'p1', 'IB.other')).toMatchObject({ refused: 'MEETING_NOT_FOUND' });
  });
});

describe('minutes', () => {
  const other = 'd'.repeat(64);
  const next = { atMeeting: 'IB.next', sha256: other };
  const readIn = (board: Board) => ({ ...next, ...(board.last('MinutesDrafted') as { readonly sha256: string }) });
  const drafted = async (): Promise<Board> => {
    const board = await open();
    expect(await board.meeting('DraftMinutes', {})).toMatchObject({ refused: 'MEETING_STAGE' });
    await board.meeting('CloseMeeting', {});
    expect(await board.meeting('ProposeCorrection', { text: 'x' })).toMatchObject({ refused: 'MINUTES_MISSING' });
    expect(await board.meeting('ApproveMinutes', next)).toMatchObject({ refused: 'MINUTES_MISSING' });
    expect(await board.meeting('DraftMinutes', { sha256: other })).toMatchObject({ refused: 'MINUTES_DIFFER' });
    await board.meeting('DraftMinutes', {});
    return board;
  };
  it('are approved as read, in a later open meeting of the same body, and sealed', async () => {
    const board = await drafted();
    expect(await board.meeting('NoteErratum', { text: 'x' })).toMatchObject({ refused: 'MINUTES_NOT_SEALED' });
    const read = readIn(board);
    expect(await board.meeting('ApproveMinutes', read)).toMatchObject({ refused: 'MEETING_NOT_LATER' });
    await board.convene(FIVE, [], 'IB.next');
    expect(await board.meeting('ApproveMinutes', { ...read, atMeeting: 'IB.2026-03' })).toMatchObject({
      refused: 'MEETING_NOT_LATER',
    });
    expect(await board.meeting('ApproveMinutes', next)).toMatchObject({ refused: 'MINUTES_OTHER' });
    expect(await board.meeting('ApproveMinutes', read, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.meeting('ApproveMinutes', read)).toEqual({ types: ['MinutesApproved'] });
    expect(await board.meeting('ApproveMinutes', read)).toEqual({ types: [] });
    expect(await board.meeting('DraftMinutes', {})).toMatchObject({ refused: 'MINUTES_SEALED' });
    expect(await board.meeting('ProposeCorrection', { text: 'x' })).toMatchObject({ refused: 'MINUTES_SEALED' });
    expect(await board.meeting('NoteErratum', { text: 'x' })).toEqual({ types: ['MinutesErratumNoted'] });
  });
  it('are corrected in draft', async () => {
    const board = await drafted();
    expect(await board.meeting('DraftMinutes', {})).toEqual({ types: [] });
    const { sha256 } = readIn(board);
    await board.meeting('ProposeCorrection', { text: 'p5 abstained' }, 'p5');
    expect(await board.meeting('DraftMinutes', { sha256 })).toMatchObject({ refused: 'MINUTES_DIFFER' });
    expect(await board.meeting('DraftMinutes', {})).toEqual({ types: ['MinutesDrafted'] });
    expect(readIn(board).sha256).not.toBe(sha256);
  });
  it('take in actions of the meeting, and no others', async () => {
    const board = await drafted();
    const raise = (id: string, from: string) =>
      board.done('actionItem', id, 'RaiseAction', { text: 'x', owner: 'p2', dueOn: '2026-05-01', from });
    await raise('A-1', 'IB.2026-03');
    await raise('A-2', 'IB.2026-02');
    expect(await board.meeting('DraftMinutes', { actions: ['A-1', 'A-2'] })).toMatchObject({
      refused: 'ACTION_ELSEWHERE',
      detail: { actionId: 'A-2' },
    });
    expect(await board.meeting('DraftMinutes', { actions: ['A-1'] })).toEqual({ types: ['MinutesDrafted'] });
  });
});

describe('the clocks of the notice', () => {
  const mark = (board: Board, command: string) => board.send('meeting', 'IB.2026-03', command, {}, { actor: 'system' });
  const onThe = async (day: string, ...steps: readonly (readonly [string, object])[]): Promise<Board> => {
    const board = await Board.of(6);
    await board.propose();
    await board.meeting('ScheduleMeeting', { ...call, on: '2026-03-10' });
    for (const [command, data] of steps) await board.meeting(command, data);
    board.today = day;
    return board;
  };
  const tabled = ['TableItem', { itemId: 'ITEM' }] as const;
  const published = ['PublishAgenda', {}] as const;

  it('say when the agenda is due and that the papers are watched, unless the day has passed', async () => {
    const board = await onThe('2026-03-02');
    expect(board.last('MeetingScheduled')).toMatchObject({ agendaDueOn: '2026-03-05', papersWatched: true });
    const waivedBy = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    await board.meeting('ScheduleMeeting', { ...call, on: '2026-03-03', waivedBy }, 'p1', 'IB.SOON');
    expect(board.last('MeetingScheduled')).not.toHaveProperty('agendaDueOn');
    expect(board.last('MeetingScheduled')).not.toHaveProperty('papersWatched');
  });
  it('note an agenda that is not out when the last day of notice has passed, once', async () => {
    const board = await onThe('2026-03-05', tabled);
    expect(await mark(board, 'MarkAgendaOverdue')).toEqual({ types: [] });
    board.today = '2026-03-06';
    expect(await mark(board, 'MarkAgendaOverdue')).toEqual({ types: ['AgendaBecameOverdue'] });
    expect(board.last('AgendaBecameOverdue')).toEqual({ dueOn: '2026-03-05' });
    expect(await mark(board, 'MarkAgendaOverdue')).toEqual({ types: [] });
  });
  it('are silent about an agenda that is out', async () => {
    expect(await mark(await onThe('2026-03-06', tabled, published), 'MarkAgendaOverdue')).toEqual({ types: [] });
  });
  it('note that the day papers were due has passed, with what was tabled by then, once', async () => {
    const board = await onThe('2026-03-08', tabled);
    expect(await mark(board, 'MarkPaperDeadlinePassed')).toEqual({ types: [] });
    board.today = '2026-03-09';
    expect(await mark(board, 'MarkPaperDeadlinePassed')).toEqual({ types: ['PaperDeadlinePassed'] });
    expect(board.last('PaperDeadlinePassed')).toEqual({ dueOn: '2026-03-08', tabled: ['ITEM'] });
    expect(await mark(board, 'MarkPaperDeadlinePassed')).toEqual({ types: [] });
  });
  it('stop when the meeting opens', async () => {
    const board = await onThe('2026-03-10', tabled, ['OpenMeeting', { present: present(FIVE) }]);
    for (const command of ['MarkAgendaOverdue', 'MarkPaperDeadlinePassed'])
      expect(await mark(board, command)).toEqual({ types: [] });
  });
});
