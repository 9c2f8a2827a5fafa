import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { asProblem } from '@/lib/problem';
import { queryClient, sessionKey } from '@/lib/session';
import type { Case } from '@/lib/types';
import { show } from '@/test/render';
import { Assignee } from './Assignee';

const vettingCase = (assignedTo: string | null, status = 'open') =>
  ({ id: 'cas_1', status, assignedTo, assignedName: assignedTo ? '佐藤 花子' : null }) as unknown as Case;

function answer(status: number, body: unknown): Request[] {
  const sent: Request[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    sent.push((input as Request).clone());
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return sent;
}

beforeEach(async () => {
  await changeLanguage('ja');
  queryClient.setQueryData(sessionKey, { permissions: ['cases:work'], user: { id: 'usr_me' } });
});
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('who has a case', () => {
  it('is nobody until it is taken', async () => {
    const sent = answer(200, vettingCase('usr_me'));
    await show(<Assignee vettingCase={vettingCase(null)} onError={vi.fn()} />);
    await userEvent.click(screen.getByRole('button', { name: '担当する' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(await sent[0]?.json()).toEqual({ takeOverFrom: null });
  });

  it('is a colleague, from whom the case is taken over by name', async () => {
    const sent = answer(200, vettingCase('usr_me'));
    await show(<Assignee vettingCase={vettingCase('usr_2')} onError={vi.fn()} />);
    expect(screen.getByText('担当 佐藤 花子')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '担当する' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '引き継ぐ' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(await sent[0]?.json()).toEqual({ takeOverFrom: 'usr_2' });
  });

  it('is told where somebody was faster, and read again', async () => {
    answer(409, { code: 'case_assigned', title: '担当がいます', detail: '佐藤 花子さんが担当しています。' });
    const onError = vi.fn();
    const read = vi.spyOn(queryClient, 'invalidateQueries');
    await show(<Assignee vettingCase={vettingCase(null)} onError={onError} />);
    await userEvent.click(screen.getByRole('button', { name: '担当する' }));
    await waitFor(() => expect(asProblem(onError.mock.lastCall?.[0]).code).toBe('case_assigned'));
    expect(read).toHaveBeenCalledWith({ queryKey: ['case', 'cas_1'] });
  });

  it('stays who it is when it is one’s own, or the case has ended', async () => {
    await show(<Assignee vettingCase={vettingCase('usr_me')} onError={vi.fn()} />);
    await show(<Assignee vettingCase={vettingCase('usr_2', 'rejected')} onError={vi.fn()} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
