import { scenario } from '@tabularium/testing';
import { legacyReturn } from './legacy-return.decider';

const { given } = scenario(legacyReturn);

const id = 'returns.2014-09-30';
const files = [{ name: 'returns-2014.csv', sha256: 'a'.repeat(64), rows: 2 }];
const content = { source: 'returns', returnOn: '2014-09-30', files, members: ['P-1', 'P-2'], unreadable: 1 };
const read = { ...content, contentSha256: 'c'.repeat(64) };
const recorded = { type: 'LegacyReturnRecorded', data: read } as const;

describe('a return of a source', () => {
  it('is recorded with its files and the projects it names', () => {
    given().when('RecordLegacyReturn', read, { id }).thenFacts('LegacyReturnRecorded').thenData(read);
  });
  it('is already so when it reads the same', () => {
    given(recorded).when('RecordLegacyReturn', read, { id }).thenNothing();
  });
  it('is recorded again when it reads otherwise, also when it reads as it once did', () => {
    const other = { ...read, contentSha256: 'd'.repeat(64) };
    given(recorded).when('RecordLegacyReturn', other, { id }).thenFacts('LegacyReturnRecorded');
    given(recorded, { ...recorded, data: other })
      .when('RecordLegacyReturn', read, { id })
      .thenFacts('LegacyReturnRecorded');
  });
  it('is refused under the id of another return', () => {
    given()
      .when('RecordLegacyReturn', read, { id: 'returns.2015-09-30' })
      .thenRefused('RETURN_ID_MISMATCH', { expected: id });
  });
});
