import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { AuthorityUseEvents } from '../contract/authority-use.contract';
import type { DelegationMatrixEvents } from '../contract/delegation-matrix.contract';
import type { DelegationEvents } from '../contract/delegation.contract';
import type { PersonEvents } from '../contract/person.contract';
import { authorityUses } from './authority-uses.view';
import { delegationMatrixView } from './delegation-matrix.view';
import { delegations } from './delegations.view';
import { personalDelegations } from './personal-delegations.view';

const matter = 'CHANGE_APPROVAL' as const;

describe('delegation-matrix', () => {
  const rows = [
    {
      matter,
      holder: 'SPONSOR',
      singleLimit: gbp(10),
      cumulativeLimit: gbp(15),
      windowDays: 30,
      coSign: 'FINANCE_CONTROLLER' as const,
    },
    { matter, holder: 'IB' },
  ];
  const id = 'organisation';
  const from = '2026-01-01';
  const activated: Seen<DelegationMatrixEvents> = {
    id,
    type: 'DelegationMatrixActivated',
    data: { version: 1, from, rows },
  };
  it('DelegationMatrixActivated puts its rows in force', () => {
    expect(viewRows<DelegationMatrixEvents>(delegationMatrixView, activated)).toEqual({
      'CHANGE_APPROVAL.SPONSOR': {
        matter,
        holder: 'SPONSOR',
        place: 1,
        upTo: gbp(10),
        cumulativeUpTo: gbp(15),
        windowDays: 30,
        coSign: 'FINANCE_CONTROLLER',
        version: 1,
        from,
        decisionNo: null,
      },
      'CHANGE_APPROVAL.IB': {
        matter,
        holder: 'IB',
        place: 2,
        upTo: null,
        cumulativeUpTo: null,
        windowDays: null,
        coSign: null,
        version: 1,
        from,
        decisionNo: null,
      },
    });
  });
  it('DelegationMatrixRetired takes its rows out before the next version comes in', () => {
    const retired: Seen<DelegationMatrixEvents> = { id, type: 'DelegationMatrixRetired', data: { version: 1, rows } };
    const next: Seen<DelegationMatrixEvents> = {
      id,
      type: 'DelegationMatrixActivated',
      data: { version: 2, from, rows: rows.slice(1), decisionNo: 'IB-2026-0001' },
    };
    expect(viewRows<DelegationMatrixEvents>(delegationMatrixView, activated, retired, next)).toMatchObject({
      'CHANGE_APPROVAL.IB': { version: 2, decisionNo: 'IB-2026-0001' },
    });
    expect(Object.keys(viewRows<DelegationMatrixEvents>(delegationMatrixView, activated, retired, next))).toHaveLength(
      1,
    );
  });
});

describe('personal-delegations', () => {
  const delegationId = 'PRJ-1.ben~1';
  const id = 'PRJ-1.ben';
  const days = { validFrom: '2026-01-01', validUntil: '2026-01-31' };
  const granted: Seen<DelegationEvents> = {
    id,
    type: 'PersonalDelegationGranted',
    data: {
      delegationId,
      from: 'ana',
      to: 'ben',
      projectId: 'PRJ-1',
      matter,
      limit: gbp(10),
      ...days,
      reason: 'Leave',
    },
  };
  const accepted: Seen<DelegationEvents> = { id, type: 'PersonalDelegationAccepted', data: { delegationId } };
  const ended: Seen<DelegationEvents> = {
    id,
    type: 'PersonalDelegationEnded',
    data: { delegationId, endedBy: 'ana', reason: 'Back' },
  };
  const expired: Seen<DelegationEvents> = { id, type: 'PersonalDelegationExpired', data: { delegationId } };
  const after = (...events: readonly Seen<DelegationEvents>[]) =>
    viewRows<DelegationEvents>(personalDelegations, ...events)[delegationId];
  it('PersonalDelegationGranted offers it', () => {
    expect(after(granted)).toEqual({
      giver: 'ana',
      personId: 'ben',
      project: 'PRJ-1',
      matter,
      upTo: gbp(10),
      convertedUpTo: null,
      rateTable: null,
      from: '2026-01-01',
      until: '2026-01-31',
      state: 'OFFERED',
      reason: 'Leave',
    });
  });
  it('PersonalDelegationGranted in another currency than the giver has keeps what it came to', () => {
    const data = { ...granted.data, convertedLimit: gbp(9), rateTable: '2026-01-01.1' };
    const row = viewRows<DelegationEvents>(personalDelegations, { ...granted, data });
    expect(row[delegationId]).toMatchObject({ upTo: gbp(10), convertedUpTo: gbp(9), rateTable: '2026-01-01.1' });
  });
  it('PersonalDelegationAccepted, …Ended and …Expired say how it stands', () => {
    expect(after(granted, accepted)).toMatchObject({ state: 'ACCEPTED', reason: 'Leave' });
    expect(after(granted, accepted, ended)).toMatchObject({ state: 'ENDED', reason: 'Back' });
    expect(after(granted, accepted, expired)).toMatchObject({ state: 'EXPIRED' });
    expect(after(granted, ended, expired)).toMatchObject({ state: 'ENDED' });
    expect(after(accepted, ended, expired)).toBeUndefined();
  });
});

describe('authority-uses', () => {
  const id = 'SPONSOR.CHANGE_APPROVAL';
  const reservation = 'key-1';
  const reserved: Seen<AuthorityUseEvents> = {
    id,
    type: 'AuthorityReserved',
    data: {
      reservation,
      matter,
      target: 'changeRequest-PRJ-1.CR-01',
      projectId: 'PRJ-1',
      by: 'sue',
      on: '2026-01-05',
      amount: gbp(4),
      rule: 'organisation.1.SPONSOR',
      cumulativeLimit: gbp(15),
      windowDays: 30,
      usedBefore: gbp(3),
    },
  };
  const after = (...events: readonly Seen<AuthorityUseEvents>[]) =>
    viewRows<AuthorityUseEvents>(authorityUses, reserved, ...events)[`${id}.${reservation}`];
  it('AuthorityReserved sets an amount apart', () => {
    expect(after()).toEqual({
      holder: 'SPONSOR',
      matter,
      project: 'PRJ-1',
      target: 'changeRequest-PRJ-1.CR-01',
      by: 'sue',
      on: '2026-01-05',
      amount: gbp(4),
      convertedFrom: null,
      rateTable: null,
      rule: 'organisation.1.SPONSOR',
      upTo: null,
      cumulativeUpTo: gbp(15),
      windowDays: 30,
      usedBefore: gbp(3),
      state: 'RESERVED',
    });
  });
  it('AuthorityReserved of an amount in another currency keeps that too', () => {
    const data = { ...reserved.data, convertedFrom: gbp(5), rateTable: '2026-01-01.1' };
    const row = viewRows<AuthorityUseEvents>(authorityUses, { ...reserved, data });
    expect(row[`${id}.${reservation}`]).toMatchObject({
      amount: gbp(4),
      convertedFrom: gbp(5),
      rateTable: '2026-01-01.1',
    });
  });
  it('AuthorityExercised and AuthorityReleased say what came of it', () => {
    expect(after({ id, type: 'AuthorityExercised', data: { reservation, amount: gbp(4) } })).toMatchObject({
      state: 'USED',
    });
    expect(after({ id, type: 'AuthorityReleased', data: { reservation, because: 'x' } })).toMatchObject({
      state: 'RELEASED',
    });
  });
});

describe('delegations', () => {
  it('DelegationGranted shows the limits of a person', () => {
    const granted: Seen<PersonEvents> = {
      id: 'ana',
      type: 'DelegationGranted',
      data: {
        delegationId: 'ana.1',
        matter,
        limit: gbp(10),
        cumulativeLimit: gbp(15),
        windowDays: 30,
        from: '2026-01-01',
      },
    };
    expect(viewRows<PersonEvents>(delegations, granted)['ana.1']).toMatchObject({
      upTo: gbp(10),
      cumulativeUpTo: gbp(15),
      windowDays: 30,
      state: 'HELD',
    });
  });
});
