import { actorOf, authorityOf, evidenceOf } from './cause';

describe('where an event comes from', () => {
  it('says who, in which role, and for whom', () => {
    expect(actorOf({ id: 'ada', role: 'AUDITOR' })).toBe('ada (AUDITOR)');
    expect(actorOf({ id: 'ada', onBehalfOf: 'ben' })).toBe('ada for ben');
  });
  it('says by what right, and up to which amount', () => {
    const limit = { minor: '500000', ccy: 'GBP' };
    expect(authorityOf({ basis: 'DELEGATION', ref: 'ada.2', limit })).toBe('DELEGATION ada.2 up to £5,000.00');
    expect(authorityOf({ basis: 'SYSTEM' })).toBe('SYSTEM');
  });
  it('says on what evidence: file and row, or document and version', () => {
    expect(evidenceOf({ file: '2021.csv', row: 17, sha256: 'ab' })).toBe('2021.csv 17');
    expect(evidenceOf({ documentId: 'minutes-7', version: '2' })).toBe('minutes-7 version 2');
    expect(evidenceOf({ sha256: '0123456789abcdef' })).toBe('0123456789ab');
  });
});
