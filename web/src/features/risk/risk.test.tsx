import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { Problem } from '@/lib/problem';
import { queryClient, sessionKey } from '@/lib/session';
import type { CaseHit, HighRisk } from '@/lib/types';
import { show } from '@/test/render';
import { HighRiskPanel } from './HighRiskPanel';

const at = '2026-11-27T02:30:00Z';
const hit: CaseHit = {
  id: 'hit_1',
  kind: 'denied_name',
  subject: '株式会社青空商事',
  matched: '（株）青空商事',
  entryId: 'den_1',
  source: 'METI 外国ユーザーリスト',
  score: 100,
  foundAt: at,
  decision: '',
  reason: '',
  decidedByName: null,
  decidedAt: null,
  inTheWay: true,
  decide: { name: 'decide', allowed: true, reasonCode: null, reason: null },
};
const risk: HighRisk = {
  caseId: 'cas_1',
  hits: [hit],
  screenings: [{ cause: 'submission', entries: 3, hits: 1, newHits: 1, at }],
};

/** Answers of the server, by method and path; what was sent. */
function serve(answers: Record<string, unknown>): Request[] {
  const sent: Request[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    sent.push(request.clone());
    const found = answers[`${request.method} ${new URL(request.url).pathname}`];
    const status = found instanceof Problem ? found.status : found ? 200 : 404;
    return new Response(JSON.stringify(found ?? {}), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return sent;
}

function signedInWith(...permissions: string[]): void {
  queryClient.setQueryData(sessionKey, { permissions, now: at, timeZone: 'Asia/Tokyo' });
}

beforeEach(() => changeLanguage('ja'));
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('the high-risk panel', () => {
  it('takes a written decision and shows what the server made of it', async () => {
    signedInWith('denied:read', 'cases:work', 'cases:approve');
    const cleared = {
      ...risk,
      hits: [{ ...hit, decision: 'false_positive', reason: '所在地が異なる', decidedByName: '佐藤 花子', decidedAt: at, inTheWay: false }],
    };
    const sent = serve({ 'GET /api/v1/cases/cas_1/high-risk': risk, 'POST /api/v1/hits/hit_1/decisions': cleared });
    await show(<HighRiskPanel caseId="cas_1" />);
    expect(await screen.findByText('未解決の該当 1件')).toBeTruthy();
    expect(screen.getByText('（株）青空商事')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '判断する' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: '判断を記録する' }));
    expect(sent.some((request) => request.method === 'POST')).toBe(false);
    await userEvent.type(within(dialog).getByRole('textbox'), '所在地が異なる');
    await userEvent.click(within(dialog).getByRole('button', { name: '判断を記録する' }));
    await waitFor(() => expect(screen.getByText('すべて判断済みです。')).toBeTruthy());
    const posted = sent.find((request) => request.method === 'POST');
    expect(await posted?.json()).toEqual({ decision: 'false_positive', reason: '所在地が異なる', seenDecidedAt: null });
  });

  it('tells of a decision that was taken meanwhile, and shows it', async () => {
    signedInWith('denied:read', 'cases:work', 'cases:approve');
    const confirmed = { ...hit, decision: 'confirmed', reason: '同じ会社', decidedByName: '佐藤 花子', decidedAt: at };
    const answers: Record<string, unknown> = { 'GET /api/v1/cases/cas_1/high-risk': risk };
    const sent = serve(answers);
    await show(<HighRiskPanel caseId="cas_1" />);
    await userEvent.click(await screen.findByRole('button', { name: '判断する' }));
    const dialog = await screen.findByRole('dialog');
    answers['GET /api/v1/cases/cas_1/high-risk'] = { ...risk, hits: [confirmed] };
    answers['POST /api/v1/hits/hit_1/decisions'] = new Problem({
      status: 409,
      code: 'decided_meanwhile',
      title: '別の担当者が先に判断しています',
      detail: '佐藤 花子さんが「該当する」と判断しています。',
    });
    await queryClient.invalidateQueries({ queryKey: ['risk'] }); // what the page reads meanwhile is not what the dialog showed
    await userEvent.type(within(dialog).getByRole('textbox'), '所在地が異なる');
    await userEvent.click(within(dialog).getByRole('button', { name: '判断を記録する' }));
    expect(await screen.findByText('佐藤 花子さんが「該当する」と判断しています。')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('同じ会社')).toBeTruthy();
    const posted = sent.find((request) => request.method === 'POST');
    expect(await posted?.json()).toMatchObject({ seenDecidedAt: null });
    await userEvent.click(screen.getByRole('button', { name: '判断を変える' }));
    const again = within(await screen.findByRole('dialog'));
    expect(screen.queryByText('佐藤 花子さんが「該当する」と判断しています。')).toBeNull();
    expect(again.queryByRole('radio', { name: '該当する（お断りへ）' })).toBeNull(); // confirmed already: it can only be lifted, with a reason for that
    await userEvent.type(again.getByRole('textbox'), '別の会社だった');
    await userEvent.click(again.getByRole('button', { name: '判断を記録する' }));
    await waitFor(() => expect(sent.filter((request) => request.method === 'POST')).toHaveLength(2));
    expect(await sent.findLast((request) => request.method === 'POST')?.json()).toEqual({
      decision: 'false_positive',
      reason: '別の会社だった',
      seenDecidedAt: at,
    });
  });

  it('gives the reason where this person may not decide', async () => {
    signedInWith('denied:read', 'cases:work', 'cases:approve');
    serve({
      'GET /api/v1/cases/cas_1/high-risk': {
        ...risk,
        hits: [{ ...hit, decide: { name: 'decide', allowed: false, reasonCode: 'four_eyes', reason: '二人目の担当者が行います。' } }],
      },
    });
    await show(<HighRiskPanel caseId="cas_1" />);
    const button = await screen.findByRole('button', { name: '判断する' });
    expect(button.hasAttribute('disabled')).toBe(true);
    expect(screen.getByText('二人目の担当者が行います。')).toBeTruthy();
  });

  it('asks nothing for those who may not read it', async () => {
    signedInWith('cases:read');
    const sent = serve({});
    await show(<HighRiskPanel caseId="cas_1" />);
    expect(sent).toHaveLength(0);
  });
});
