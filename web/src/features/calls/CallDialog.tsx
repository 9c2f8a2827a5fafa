import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { Call } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { Segments } from '@/ui/DataTable';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Facts } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import '@/features/cases/cases.css';
import { CallAdditions } from './CallAdditions';
import { CallBadge } from './CallList';
import { usePerson } from './CallPerson';
import { CallReport } from './CallReport';
import { CallScript } from './CallScript';
import { MoveCall } from './MoveCall';
import './calls.css';
import './words';

interface CallDialogProps {
  call: Call;
  showCase?: boolean;
  onClose: () => void;
}

type Spoken = 'ja' | 'en';

/** What to say on the phone, what was answered, how it went. */
export function CallDialog({ call: known, showCase, onClose }: CallDialogProps) {
  const { t } = useTranslation('calls');
  const [spoken, setSpoken] = useState<Spoken>(known.language === 'en' ? 'en' : 'ja');
  const { data, error } = useQuery({
    queryKey: ['call', known.id, spoken],
    queryFn: () => unwrap(api.GET('/calls/{id}', { params: { path: { id: known.id }, query: { language: spoken } } })),
    placeholderData: (before) => before,
  });
  const refresh = () => {
    for (const key of [['calls'], ['call', known.id], ['case', known.caseId], ['phone-book', known.caseId]])
      void queryClient.invalidateQueries({ queryKey: key });
  };
  return (
    <Dialog open title={t('sheet.title')} size="xl" onClose={onClose}>
      <div className="stack">
        {error ? <ErrorPanel error={error} /> : null}
        {data ? <Head call={data} /> : error ? null : <Loading />}
        {data ? <Body call={data} spoken={spoken} onSpoken={setSpoken} onDone={refresh} /> : null}
        {showCase ? (
          <div>
            <ButtonLink small to={`/cases/${known.caseId}`}>
              {t('sheet.case')}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

interface BodyProps {
  call: Call;
  spoken: Spoken;
  onSpoken: (spoken: Spoken) => void;
  onDone: () => void;
}

/** The call to make, with its booking and its words; or what came of it. */
function Body({ call, spoken, onSpoken, onDone }: BodyProps) {
  const { t } = useTranslation('calls');
  const work = useMay()('cases:work');
  if (call.status !== 'queued' && call.status !== 'scheduled') return <Recorded call={call} onDone={onDone} />;
  return (
    <>
      {work ? <MoveCall call={call} onDone={onDone} /> : null}
      <div className="row">
        <Segments
          label={t('sheet.language')}
          value={spoken}
          onChange={(value) => onSpoken(value === 'en' ? 'en' : 'ja')}
          choices={[
            { value: 'ja', label: t('sheet.language_ja') },
            { value: 'en', label: t('sheet.language_en') },
          ]}
        />
      </div>
      {work ? <CallReport call={call} spoken={spoken} onDone={onDone} /> : <CallScript call={call} spoken={spoken} answers={{}} />}
    </>
  );
}

function Head({ call }: { call: Call }) {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  const person = usePerson(call.contact, call.step);
  const steps = [call.step, call.alsoStep].filter(Boolean).map((step) => word('step', step as string));
  return (
    <>
      <Facts
        items={[
          ...person,
          [t('sheet.organization'), `${call.organizationName} (${call.applicationNumber})`],
          [t('step'), steps.join(t('words:and'))],
          [
            t('when'),
            <span key="when" className="row">
              {call.scheduledAt ? <DateText value={call.scheduledAt} style="instant" /> : t('now')}
              {call.overdue ? <Badge tone="bad">{t('overdue')}</Badge> : null}
            </span>,
          ],
          ...(call.number
            ? ([
                [
                  t('sheet.number'),
                  <span key="number" className="call-number">
                    <CopyText value={call.numberShown} plain what={t('sheet.number')} />
                    {call.extension ? ` ${t('extension', { extension: call.extension })}` : ''}
                  </span>,
                ],
                [t('sheet.source'), word('number_source', call.numberSource)],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
      {call.alsoStep ? <Notice tone="info" title={t('sheet.both')} /> : null}
    </>
  );
}

function Recorded({ call, onDone }: { call: Call; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const said = (answer: string) => (answer === 'yes' ? t('sheet.yes') : answer === 'no' ? t('sheet.no') : answer);
  const words = new Map(call.script.map((line) => [line.question, line.text]));
  const person = [call.reachedName, call.reachedDepartment].filter(Boolean).join(' · ');
  return (
    <>
      <p className="row">
        <CallBadge call={call} />
        {call.calledAt ? <DateText value={call.calledAt} style="instant" /> : null}
        {call.calledByName ? <span className="soft">{t('sheet.by', { name: call.calledByName })}</span> : null}
      </p>
      {call.advice ? (
        <Notice tone="warn" title={t('sheet.next')} live>
          {call.advice}
        </Notice>
      ) : null}
      {person || call.statedTitle ? (
        <Facts
          items={[
            ...(person ? ([[t('sheet.reached'), person]] as [string, ReactNode][]) : []),
            ...(call.statedTitle ? ([[t('sheet.stated_title'), call.statedTitle]] as [string, ReactNode][]) : []),
          ]}
        />
      ) : null}
      <ol className="script">
        {call.answers.map((entry) => (
          <li key={entry.question}>
            <p className="script-text">{words.get(entry.question) ?? entry.question}</p>
            <strong>{said(entry.answer)}</strong>
          </li>
        ))}
      </ol>
      {call.note ? <p className="pre-line">{call.note}</p> : null}
      <CallAdditions call={call} onDone={onDone} />
    </>
  );
}
