import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import type { DomainApproval } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts, Page } from '@/ui/Page';
import { useDates } from '@/ui/Text';
import './words';

/** What the holder of a domain is asked by mail; opening the page does nothing, a button answers. */
export function ApprovalPage() {
  const { t } = useTranslation('approve');
  const { token = '' } = useParams({ strict: false });
  useEffect(() => {
    const meta = document.createElement('meta');
    meta.name = 'referrer';
    meta.content = 'no-referrer';
    document.head.append(meta);
    return () => meta.remove();
  }, []);
  const { data, error, refetch } = useQuery({
    queryKey: ['approval', token],
    queryFn: () => unwrap(api.GET('/domain-approvals/{token}', { params: { path: { token } } })),
  });
  if (error && asProblem(error).status === 404) {
    return (
      <Page title={t('title')} width="narrow">
        <div className="card">
          <EmptyState title={t('gone')}>{t('gone_text')}</EmptyState>
        </div>
      </Page>
    );
  }
  if (error || !data) {
    return (
      <Page title={t('title')} width="form">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
      </Page>
    );
  }
  return (
    <Page title={t('title')} over={data.domain} lead={data.status === 'open' ? t('lead') : undefined} width="form">
      <div className="stack">
        <Outcome approval={data} />
        <Asked approval={data} />
        {data.status === 'open' ? <Answer token={token} /> : null}
      </div>
    </Page>
  );
}

function Outcome({ approval }: { approval: DomainApproval }) {
  const { t } = useTranslation('approve');
  const dates = useDates();
  const time = approval.answeredAt ? dates.instant(approval.answeredAt) : '';
  switch (approval.status) {
    case 'approved':
      return (
        <Notice tone="ok" title={t('approved')} live>
          {t('approved_text', { time })}
        </Notice>
      );
    case 'declined':
      return (
        <Notice tone="info" title={t('declined')} live>
          {t('declined_text', { time })}
        </Notice>
      );
    case 'closed':
      return (
        <Notice tone="info" title={t('closed')}>
          {t('closed_text')}
        </Notice>
      );
    case 'expired':
      return (
        <Notice tone="warn" title={t('expired')}>
          {t('expired_text')}
        </Notice>
      );
    default:
      return null;
  }
}

function Asked({ approval }: { approval: DomainApproval }) {
  const { t } = useTranslation('approve');
  const dates = useDates();
  return (
    <Card title={t('application')}>
      <Facts
        items={[
          [t('organization'), approval.organization],
          [t('domain'), <strong key="domain">{approval.domain}</strong>],
          [t('names'), <Chips key="names" values={approval.names} />],
          [t('technical'), approval.technicalContact],
          [t('number'), approval.applicationNumber],
          [t('address'), approval.address],
          [t('deadline'), dates.long(approval.expiresAt)],
        ]}
      />
    </Card>
  );
}

function Answer({ token }: { token: string }) {
  const { t } = useTranslation('approve');
  const [declining, setDeclining] = useState(false);
  const answer = useMutation({
    mutationFn: (choice: 'approve' | 'decline') =>
      unwrap(api.POST('/domain-approvals/{token}/answers', { params: { path: { token } }, body: { answer: choice } })),
    onSuccess: (shown) => {
      setDeclining(false);
      queryClient.setQueryData(['approval', token], shown);
    },
  });
  return (
    <Card title={t('question')}>
      <div className="stack">
        <p>{t('help')}</p>
        {answer.error && !declining ? <ErrorPanel error={answer.error} /> : null}
        <div className="row">
          <Button kind="quiet" onClick={() => setDeclining(true)}>
            {t('decline')}
          </Button>
          <Button kind="primary" busy={answer.isPending && !declining} onClick={() => answer.mutate('approve')}>
            {t('approve')}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={declining}
        title={t('decline_title')}
        verb={t('decline')}
        danger
        busy={answer.isPending}
        error={answer.error}
        onConfirm={() => answer.mutate('decline')}
        onClose={() => setDeclining(false)}
      >
        {t('decline_text')}
      </ConfirmDialog>
    </Card>
  );
}
