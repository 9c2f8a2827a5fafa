import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient, sessionKey } from '@/lib/session';
import type { AuditEvent } from '@/lib/types';
import { show } from '@/test/render';
import { AuditFilter } from './AuditFilter';
import { ActorCell, DetailsCell, ObjectCell } from './cells';

const event = (some: Partial<AuditEvent>): AuditEvent => ({
  seq: 7,
  at: '2026-11-27T01:00:00Z',
  actor: 'usr_1',
  actorKind: 'user',
  actorName: '審査 花子',
  actorRoles: ['approving_specialist'],
  actorNumber: '',
  origin: '192.0.2.7',
  action: 'case_approved',
  words: '承認しました',
  object: 'cas_1',
  objectKind: 'case',
  objectLabel: 'A-2026-000001',
  shownWith: 'cas_1',
  accountId: '',
  details: { review: '全項目' },
  hash: 'ab',
  ...some,
});

describe('the audit log', () => {
  it('tells who acted by name and role', async () => {
    await changeLanguage('ja');
    await show(<ActorCell event={event({})} />);
    expect(screen.getByText('審査 花子')).toBeTruthy();
    expect(screen.getByText('承認審査担当 · 192.0.2.7')).toBeTruthy();
  });

  it('calls the program by its name, and the holder of a link by the roles in the affair', async () => {
    await changeLanguage('ja');
    await show(
      <>
        <ActorCell event={event({ actor: 'system', actorKind: 'system', actorName: '', actorRoles: [], origin: 'refresh_crl' })} />
        <ActorCell
          event={event({
            actor: 'lnk_1',
            actorKind: 'link_holder',
            actorName: '山田 太郎',
            actorRoles: ['authorization', 'contract_signer'],
            actorNumber: 'A-1',
          })}
        />
      </>,
    );
    expect(screen.getByText('システム')).toBeTruthy();
    expect(screen.getByText('承認担当者・契約承認者 · A-1 · 192.0.2.7')).toBeTruthy();
    expect(screen.getByText('自動処理')).toBeTruthy();
    expect(screen.queryByText(/lnk_|refresh_crl|不明/)).toBeNull();
  });

  it('tells from which mailbox a domain was approved', async () => {
    await changeLanguage('ja');
    const answered = { action: 'domain_approval_answered', details: { address: 'admin@aozora.example.jp', answer: 'approved' } };
    await show(<ActorCell event={event({ actor: 'anonymous', actorKind: 'visitor', actorName: '', actorRoles: [], ...answered })} />);
    expect(screen.getByText('admin@aozora.example.jp · 192.0.2.7')).toBeTruthy();
  });

  it('links the object by its number and keeps the ids for whoever checks the chain', async () => {
    await changeLanguage('ja');
    queryClient.setQueryData(sessionKey, { permissions: ['cases:read'], now: '2026-11-27T01:00:00Z', timeZone: 'Asia/Tokyo' });
    await show(
      <>
        <ObjectCell event={event({})} />
        <DetailsCell event={event({})} />
      </>,
    );
    expect(screen.getByRole('link', { name: 'A-2026-000001' }).getAttribute('href')).toContain('/cases/cas_1');
    expect(screen.getByText('審査案件')).toBeTruthy();
    expect(screen.getByText('case_approved')).toBeTruthy();
  });

  it('links no page that this person may not see', async () => {
    await changeLanguage('ja');
    queryClient.setQueryData(sessionKey, { permissions: ['cases:read'], now: '2026-11-27T01:00:00Z', timeZone: 'Asia/Tokyo' });
    await show(<ObjectCell event={event({ objectKind: 'order', objectLabel: 'O-1', shownWith: 'ord_1' })} />);
    expect(screen.getByText('O-1')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('is searched by who, number and days', async () => {
    await changeLanguage('ja');
    const search = vi.fn();
    await show(<AuditFilter wanted={{ what: 'case_approved' }} onSearch={search} />);
    fireEvent.change(screen.getByLabelText('誰が'), { target: { value: ' 花子 ' } });
    fireEvent.change(screen.getByLabelText('対象の番号'), { target: { value: 'A-2026-000001' } });
    fireEvent.click(screen.getByRole('button', { name: '検索' }));
    expect(search).toHaveBeenCalledWith({ who: '花子', what: 'case_approved', object: 'A-2026-000001', from: undefined, to: undefined });
  });
});
