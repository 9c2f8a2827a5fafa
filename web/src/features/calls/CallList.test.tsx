import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { api } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { show } from '@/test/render';
import { CallList } from './CallList';

const call = {
  id: 'cal_1',
  caseId: 'cas_1',
  applicationNumber: 'S-1',
  organizationName: '株式会社青空商事',
  step: 'hr_call',
  alsoStep: null,
  contact: { name: '佐藤 花子' },
  status: 'done',
  outcome: 'reached',
  number: '+81300000001',
  numberShown: '03-0000-0001',
  numberSource: 'directory',
  scheduledAt: null,
  calledAt: '2026-11-27T01:00:00Z',
  overdue: false,
  unanswered: 0,
};

test('a call leads to its case, asks human resources, and tells plan and call apart', async () => {
  await changeLanguage('ja');
  vi.spyOn(api, 'GET').mockResolvedValue({ data: { items: [call] }, response: new Response() } as never);
  await show(<CallList search={{ status: 'done' }} go={() => undefined} onOpen={() => undefined} />);
  expect((await screen.findByRole('link', { name: '株式会社青空商事' })).getAttribute('href')).toBe('/cases/cas_1');
  expect(screen.getByText('人事ご担当者')).toBeTruthy();
  expect(screen.getByText('佐藤 花子 様について')).toBeTruthy();
  expect(screen.getByText('予約なし')).toBeTruthy();
  expect(screen.getByText(/2026\/11\/27/)).toBeTruthy();
});
