import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseFileButton } from '@/features/samples/FileButton';
import { vettingCase as caseQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import { type Case, isUndecided } from '@/lib/types';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { StatusBadge } from '@/ui/StatusBadge';
import { Assignee } from './Assignee';
import { CaseSide } from './CaseSide';
import { CaseTabs } from './CaseTabs';
import { DueCell } from './Clock';
import { CaseProduct } from './Product';
import { SentBack, SentBackBadge } from './SentBack';
import './cases.css';
import './words';

/** Replaces what is known of a case after the server changed it. */
export function keepCase(changed: Case): void {
  queryClient.setQueryData(['case', changed.id], changed);
  void queryClient.invalidateQueries({ queryKey: ['cases'] });
}

/** One case: the checks with their evidence, the talk about it and its history; the decision stays beside them. */
export function CasePage() {
  const { t } = useTranslation('cases');
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({ ...caseQuery(id), refetchInterval: 20_000 });
  if (data) return <Workspace key={data.id} vettingCase={data} />;
  return <Page title={t('title')}>{error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}</Page>;
}

function Workspace({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const [taking, setTaking] = useState<unknown>(null);
  return (
    <Page
      title={vettingCase.organizationName}
      over={t('case.over', { number: vettingCase.applicationNumber })}
      lead={<CaseProduct row={vettingCase} names />}
      acts={<Acts vettingCase={vettingCase} onError={setTaking} />}
    >
      {taking ? <ErrorPanel error={taking} /> : null}
      <SentBack vettingCase={vettingCase} />
      <div className="case-grid">
        <CaseTabs vettingCase={vettingCase} />
        <CaseSide vettingCase={vettingCase} />
      </div>
    </Page>
  );
}

function Acts({ vettingCase, onError }: { vettingCase: Case; onError: (error: unknown) => void }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <StatusBadge kind="case" status={vettingCase.status} />
      <SentBackBadge row={vettingCase} />
      {isUndecided(vettingCase) ? (
        <>
          <span className="small soft">{t('due')}</span>
          <DueCell row={vettingCase} />
        </>
      ) : null}
      <Assignee vettingCase={vettingCase} onError={onError} />
      <CaseFileButton caseId={vettingCase.id} number={vettingCase.applicationNumber} />
    </>
  );
}
