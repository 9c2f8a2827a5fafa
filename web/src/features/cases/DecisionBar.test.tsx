import { screen } from '@testing-library/react';
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
