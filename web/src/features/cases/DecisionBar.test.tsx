import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient, sessionKey } from '@/lib/session';
import type { Case } from '@/lib/types';
import { show } from '@/test/render';
import { DecisionBar } from './DecisionBar';

const names = ['recommend', 'approve', 'return', 'reject', 'withdraw'];
const decided = (allowed: string[]) =>
  ({
    id: 'cas_1',
    status: 'approved',
    version: 7,
    names: ['www.aozora.example.jp'],
    decisions: [],
    actions: names.map((name) => ({ name, allowed: allowed.includes(name), reasonCode: null, reason: null })),
  }) as unknown as Case;

beforeEach(async () => {
  await changeLanguage('ja');
  queryClient.setQueryData(sessionKey, { permissions: ['cases:work', 'cases:approve'], now: '2026-11-27T02:30:00Z', timeZone: 'Asia/Tokyo' });
});

test('an approved case is still rejected, as long as the server lets it be', async () => {
  await show(<DecisionBar vettingCase={decided(['reject', 'withdraw'])} />);
  expect(screen.getByRole('button', { name: 'お断りする' }).hasAttribute('disabled')).toBe(false);
  expect(screen.getByRole('button', { name: '取り下げる' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '承認して発行する' })).toBeNull();
});

test('once it is issued nothing is offered', async () => {
  await show(<DecisionBar vettingCase={decided([])} />);
  expect(screen.queryAllByRole('button')).toEqual([]);
});

const waiting = {
  ...decided(['approve']),
  status: 'in_review',
  organizationName: '株式会社青空商事',
  organization: { certificateOrganization: 'Aozora Trading', certificateState: 'Tokyo', certificateLocality: 'Chiyoda-ku', corporateNumber: '6010001999001' },
  registration: { businessCategory: 'Private Organization', jurisdictionCountry: 'JP', registrationNumber: '' },
  recommendedName: '審査 花子',
} as unknown as Case;

test('a case that nobody has recommended offers nothing of the second review', async () => {
  await show(<DecisionBar vettingCase={{ ...waiting, status: 'open', recommendedName: null, actions: decided(['recommend', 'reject']).actions }} />);
  expect(screen.getByRole('button', { name: '二人目の審査へ回す' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '承認して発行する' })).toBeNull();
  expect(screen.queryByRole('button', { name: '差し戻す' })).toBeNull();
});

test('who approves sees what the certificate will say', async () => {
  await show(<DecisionBar vettingCase={waiting} />);
  fireEvent.click(screen.getByRole('button', { name: '承認して発行する' }));
  expect(await screen.findByText('Aozora Trading')).toBeTruthy();
  expect(screen.getByText('6010001999001')).toBeTruthy();
  expect(screen.getAllByText('www.aozora.example.jp').length).toBeGreaterThan(0);
});

test('an auditor reads who recommended, and is offered nothing', async () => {
  queryClient.setQueryData(sessionKey, { permissions: ['cases:read'], now: '2026-11-27T02:30:00Z', timeZone: 'Asia/Tokyo' });
  await show(<DecisionBar vettingCase={waiting} />);
  expect(screen.getByText('一人目の審査：審査 花子')).toBeTruthy();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
