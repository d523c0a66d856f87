import { Board, paper } from '../../test/board';

const approve = (board: Board, actor: string, changed: object = {}) => {
  const { version, sha256 } = paper;
  return board.send('document', 'CASE-1', 'ApprovePaper', { version, sha256, ...changed }, { actor });
};

describe('a version of a document', () => {
  it('is approved by each once, in the content that was read', async () => {
    const board = await Board.of(1);
    expect(await approve(board, 'ana')).toEqual({ types: ['PaperApproved'] });
    expect(board.last('PaperApproved')).toEqual({ version: '1.0', sha256: paper.sha256, by: 'ana' });
    expect(await approve(board, 'ana')).toEqual({ types: [] });
    expect(await approve(board, 'olga')).toEqual({ types: ['PaperApproved'] });
  });
  it('that is approved has no other content; another version has', async () => {
    const board = await Board.of(1);
    await approve(board, 'ana');
    const other = { sha256: 'b'.repeat(64) };
    expect(await approve(board, 'olga', other)).toEqual({ refused: 'VERSION_FIXED', detail: { version: '1.0' } });
    expect(await approve(board, 'olga', { ...other, version: '1.1' })).toEqual({ types: ['PaperApproved'] });
  });
});

describe('where the policy asks for an approved version', () => {
  const asking = async (): Promise<Board> => {
    const board = await Board.of(7);
    await board.propose({ papers: [{ ...paper, kind: 'BUSINESS_CASE' }] });
    await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
    const rule = { ruleId: 'GATE_DECISION.BUSINESS_CASE', text: 'x', value: '1.0', evidence: 'APPROVED' };
    const drafted = { version: 1, kind: 'REQUIRED_DOCUMENTS', title: 'Papers', rules: [rule] };
    board.happened('governancePolicy-REQUIRED_DOCUMENTS', 'PolicyDrafted', drafted);
    board.happened('governancePolicy-REQUIRED_DOCUMENTS', 'PolicyActivated', { version: 1, from: '2026-03-01' });
    return board;
  };
  const open = (board: Board) => board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  const refused = { refused: 'PAPER_NOT_APPROVED', detail: { kind: 'BUSINESS_CASE', version: '1.0' } };

  it('a draft keeps the ballot shut, and so does the approval of its proposer', async () => {
    const board = await asking();
    expect(await open(board)).toEqual(refused);
    await approve(board, 'pmo');
    expect(await open(board)).toEqual(refused);
  });
  it('the approval of another opens it, and is pinned', async () => {
    const board = await asking();
    await approve(board, 'pmo');
    await approve(board, 'olga');
    expect(await open(board)).toEqual({ types: ['BallotOpened'] });
    expect(board.log.at(-1)?.pins).toMatchObject({ 'document-CASE-1': 1 });
  });
  it('the approval of another version or content does not count', async () => {
    const board = await asking();
    await approve(board, 'olga', { version: '1.1' });
    expect(await open(board)).toEqual(refused);
    await approve(board, 'olga', { sha256: 'b'.repeat(64) });
    expect(await open(board)).toEqual(refused);
  });
});
