import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';
import { queryClient } from '@/lib/session';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { usePhoneBook } from './NumberPicker';
import './words';

const tones = { dialable: 'ok', not_dialable: 'quiet', withdrawn: 'bad' } as const;
const sources = ['register_entry', 'official_website', 'directory', 'third_party_database'] as const;

/** The organization's numbers: who found each where, and which only the applicant gave. */
export function PhoneBook({ caseId, step, mayAdd }: { caseId: string; step: string; mayAdd: boolean }) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const [adding, setAdding] = useState(false);
  const { data, error } = usePhoneBook(caseId);
  const owner = (whose: string) => (whose === 'organization' || whose === 'orderer' ? t(whose) : word('role', whose));
  return (
    <Card
      title={t('book.title')}
      acts={
        mayAdd && !adding ? (
          <Button small onClick={() => setAdding(true)}>
            {t('book.add')}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        {error ? <ErrorPanel error={error} /> : null}
        {data?.unreachable.includes(step) ? (
          <Notice tone="bad" title={t('book.unreachable')}>
            {t('book.unreachable_text')}
          </Notice>
        ) : null}
        <ul className="tasks">
          {data?.numbers.map((number) => (
            <KnownNumber key={number.id} caseId={caseId} number={number} mayWithdraw={mayAdd} />
          ))}
          {data?.claimed.map((number) => (
            <li key={`claimed-${number.shown}`}>
              <Badge tone={number.confirmed ? 'ok' : 'bad'}>{t(number.confirmed ? 'book.confirmed' : 'claimed_only')}</Badge>
              <div>
                <span className="num">{number.shown}</span>
                <div className="small soft">{number.whose.map(owner).join('、')}</div>
              </div>
            </li>
          ))}
        </ul>
        {adding ? <AddNumber caseId={caseId} onDone={() => setAdding(false)} /> : null}
      </div>
    </Card>
  );
}

function KnownNumber({ caseId, number, mayWithdraw }: { caseId: string; number: components['schemas']['PhoneNumber']; mayWithdraw: boolean }) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const [withdrawing, setWithdrawing] = useState(false);
  const state = number.withdrawnAt ? 'withdrawn' : number.dialable ? 'dialable' : 'not_dialable';
  return (
    <li>
      <Badge tone={tones[state]}>{t(`book.${state}`)}</Badge>
      <div>
        <strong className="num">{number.shown}</strong>
        {number.extension ? <span className="num"> {t('extension', { extension: number.extension })}</span> : null}
        <div className="small soft">
          {word('number_source', number.source)} · {number.evidence}
        </div>
        <div className="small soft">
          {number.foundByName} <DateText value={number.foundAt} style="instant" />
        </div>
        {number.withdrawnAt ? (
          <div className="small">
            {number.withdrawalReason} · {number.withdrawnByName} <DateText value={number.withdrawnAt} style="instant" />
          </div>
        ) : null}
        {state !== 'withdrawn' && mayWithdraw && !withdrawing ? (
          <Button small onClick={() => setWithdrawing(true)}>
            {t('book.withdraw')}
          </Button>
        ) : null}
        {withdrawing ? <WithdrawNumber caseId={caseId} numberId={number.id} onDone={() => setWithdrawing(false)} /> : null}
      </div>
    </li>
  );
}

function WithdrawNumber({ caseId, numberId, onDone }: { caseId: string; numberId: string; onDone: () => void }) {
  const { t } = useTranslation(['calls', 'words']);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const withdraw = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/cases/{id}/phone-book/withdrawals', { params: { path: { id: caseId } }, body: { numberId, reason: fields.values.reason } })),
    onSuccess: (book) => {
      queryClient.setQueryData(['phone-book', caseId], book);
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form label={t('book.withdraw')} onSubmit={() => fields.checkAll() && withdraw.mutate()}>
      <div className="fields">
        {withdraw.error ? <ErrorPanel error={withdraw.error} /> : null}
        <TextField fields={fields} name="reason" label={t('book.withdraw_reason')} required hint={t('book.withdraw_hint')} />
        <div className="row">
          <Button onClick={onDone}>{t('words:cancel')}</Button>
          <Button type="submit" kind="danger" busy={withdraw.isPending}>
            {t('book.withdraw')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function AddNumber({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  const fields = useFields(
    { number: '', extension: '', source: '', evidence: '' },
    { number: [checks.required, checks.phone], source: [checks.required], evidence: [checks.required] },
  );
  const add = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/phone-book', { params: { path: { id: caseId } }, body: fields.values as never })),
    onSuccess: (book) => {
      queryClient.setQueryData(['phone-book', caseId], book);
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form label={t('book.add')} onSubmit={() => fields.checkAll() && add.mutate()}>
      <div className="fields">
        {add.error ? <ErrorPanel error={add.error} /> : null}
        <div className="fields-pair">
          <TextField fields={fields} name="number" label={t('sheet.number')} required kind="phone" hint={t('book.number_hint')} />
          <TextField fields={fields} name="extension" label={t('book.extension')} optional kind="code" />
        </div>
        <SelectField
          fields={fields}
          name="source"
          label={t('sheet.source')}
          required
          size="m"
          empty={t('book.choose')}
          choices={sources.map((value) => ({ value, label: word('number_source', value) }))}
        />
        <TextField fields={fields} name="evidence" label={t('book.evidence')} required hint={t('book.evidence_hint')} />
        <div className="row">
          <Button onClick={onDone}>{t('words:cancel')}</Button>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('book.save')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
