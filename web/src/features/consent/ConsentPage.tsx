import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LinkIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import type { ConsentPage as Asked } from '@/lib/types';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { CallTime } from './CallTime';
import { Correction } from './Correction';
import { openPage } from './client';
import { Done } from './Done';
import { Prove } from './Prove';
import { Question } from './Question';
import { Request } from './Request';
import './consent.css';
import './words';

/** What the link led to, in the language of the page; an answer makes what is known in the other language old. */
function usePage() {
  const { token = '' } = useParams({ strict: false });
  const [secret] = useState(token); // the address bar forgets it at once
  const opened = useRef(false);
  const language = useLanguage();
  const key = ['consent-page', secret, language];
  const open = async () => {
    const page = await openPage(opened.current ? 'open' : secret);
    opened.current = true;
    return page;
  };
  const query = useQuery({ queryKey: key, queryFn: open, staleTime: Number.POSITIVE_INFINITY, retry: false });
  const keep = (page: Asked) => {
    queryClient.removeQueries({ queryKey: key.slice(0, 2), predicate: (other) => other.queryKey[2] !== language });
    queryClient.setQueryData(key, page);
  };
  return { ...query, keep };
}

/** For somebody who is asked to approve, confirm or sign: who asks for what, that it is them, and their answer. */
export function ConsentPage() {
  const { t } = useTranslation('consent');
  useEffect(() => {
    const meta = document.createElement('meta');
    meta.name = 'referrer';
    meta.content = 'no-referrer';
    document.head.append(meta);
    return () => meta.remove();
  }, []);
  const { data, error, refetch, keep } = usePage();
  if (error) return <Closed error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Page title={t('title')} width="form">
        <Loading lines={6} />
      </Page>
    );
  }
  if (data.done) return <Answered page={data} onChange={keep} />;
  return (
    <Page title={t('title')} over={t('over', { number: data.applicationNumber })} lead={t('lead', { name: data.person.name })} width="form">
      <div className="stack">
        <Request page={data} />
        {data.verified ? <Questions page={data} onAnswer={keep} /> : <Prove page={data} onChange={keep} />}
      </div>
    </Page>
  );
}

function Questions({ page, onAnswer }: { page: Asked; onAnswer: (page: Asked) => void }) {
  return (
    <>
      {page.consents.map((consent, at) => (
        <Question key={consent.id} page={page} consent={consent} number={page.consents.length > 1 ? at + 1 : undefined} onAnswer={onAnswer} />
      ))}
      <Correction page={page} />
    </>
  );
}

/** What was answered, and the call: a link that is opened again asks for the code before it shows the call. */
function Answered({ page, onChange }: { page: Asked; onChange: (page: Asked) => void }) {
  const { t } = useTranslation('consent');
  const declined = page.consents.every((consent) => consent.status === 'declined');
  return (
    <Page title={t('done_title')} over={t('over', { number: page.applicationNumber })} width="form">
      <div className="stack">
        <Done page={page} />
        {declined ? null : page.verified ? <CallTime /> : <Prove page={page} onChange={onChange} />}
        <Request page={page} />
      </div>
    </Page>
  );
}

const overCodes = [
  'consent_link_used',
  'consent_link_expired',
  'consent_link_revoked',
  'consent_application_ended',
  'consent_link_unknown',
  'session_unknown',
  'not_authenticated',
  'not_allowed',
];

/** A link that leads nowhere any more says why, and what to do. */
function Closed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('consent');
  const problem = asProblem(error);
  const over = overCodes.includes(problem.code);
  const used = problem.code === 'consent_link_used';
  const ended = ['session_unknown', 'not_authenticated', 'not_allowed'].includes(problem.code);
  const decided = problem.code === 'consent_application_ended';
  return (
    <Page title={used ? t('used_title') : decided ? t('decided_title') : t('closed_title')} width="narrow">
      {over ? (
        <div className="card">
          <EmptyState title={used ? t('used') : decided ? t('decided') : ended ? t('ended') : t('closed')} icon={<LinkIcon size={24} />}>
            {ended ? t('ended_text') : problem.detail}
          </EmptyState>
        </div>
      ) : (
        <ErrorPanel error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
