import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { ApprovalPage } from './ApprovalPage';

const approval = {
  status: 'open',
  domain: 'example.jp',
  names: ['www.example.jp'],
  organization: '株式会社青空商事',
  applicationNumber: 'A-2026-000001',
  technicalContact: '鈴木 太郎',
  address: 'admin@example.jp',
  expiresAt: '2026-12-27T00:00:00Z',
  answeredAt: null as string | null,
};
const response = new Response();

afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('the page of a domain’s holder', () => {
  it('shows what is asked, and acts on a button only', async () => {
    await changeLanguage('ja');
    vi.spyOn(api, 'GET').mockResolvedValue({ data: approval, response } as never);
    const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: { ...approval, status: 'approved', answeredAt: '2026-11-27T01:00:00Z' }, response } as never);
    const person = userEvent.setup();
    await show(<ApprovalPage />);
    await screen.findByText('株式会社青空商事');
    expect(post).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: '承認する' }));
    await screen.findByText('承認しました');
    expect(post).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('button', { name: '承認する' })).toBeNull();
  });

  it('asks once more before it declines', async () => {
    await changeLanguage('ja');
    vi.spyOn(api, 'GET').mockResolvedValue({ data: approval, response } as never);
    const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: { ...approval, status: 'declined', answeredAt: '2026-11-27T01:00:00Z' }, response } as never);
    const person = userEvent.setup();
    await show(<ApprovalPage />);
    await person.click(await screen.findByRole('button', { name: '承認しない' }));
    expect(post).not.toHaveBeenCalled();
    const dialog = await screen.findByRole('dialog');
    await person.click(within(dialog).getByRole('button', { name: '承認しない' }));
    await screen.findByText('承認しないと回答しました');
    expect(post.mock.calls[0]?.[1]).toMatchObject({ body: { answer: 'decline' } });
  });
});
