import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { CaseHit, HighRisk } from '@/lib/types';
import { ActionButton } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Notice } from '@/ui/Notice';
import { Card, Facts } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DateText, useDates } from '@/ui/Text';
import { HitDialog } from './HitDialog';
import ja from './i18n/ja.json';
import './words';

const sources = ja.sources;
type Kind = keyof typeof ja.kind;
type Cause = keyof typeof ja.cause;
type Source = keyof typeof sources;
type Decision = keyof typeof ja.decisions;

/** What the screening of a case met, and what the second specialist made of each hit. */
export function HighRiskPanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('risk');
  const may = useMay()('denied:read');
  const { data, error } = useQuery({
    queryKey: ['risk', caseId],
    queryFn: () => unwrap(api.GET('/cases/{id}/high-risk', { params: { path: { id: caseId } } })),
    refetchInterval: 20_000,
    enabled: may,
  });
  if (!may) return null;
  if (error) return <ErrorPanel error={error} />;
  if (!data) return null;
  return (
    <Card title={t('panel')}>
      <div className="stack">
        <Summary risk={data} />
        {data.hits.map((hit) => (
          <HitView key={hit.id} hit={hit} risk={data} />
        ))}
        <Screenings risk={data} />
      </div>
    </Card>
  );
}

function Summary({ risk }: { risk: HighRisk }) {
  const { t } = useTranslation('risk');
  const open = risk.hits.filter((hit) => hit.inTheWay);
  if (open.length > 0) {
    const confirmed = open.some((hit) => hit.decision === 'confirmed');
    return (
      <Notice tone="bad" title={t('open', { count: open.length })}>
        {confirmed ? t('confirmed_note') : null}
      </Notice>
    );
  }
  return <Notice tone="ok">{risk.hits.length > 0 ? t('clear') : t('none')}</Notice>;
}

function HitView({ hit, risk }: { hit: CaseHit; risk: HighRisk }) {
  const { t } = useTranslation('risk');
  const dates = useDates();
  const works = useMay()('cases:work'); // an auditor reads what was decided
  const [deciding, setDeciding] = useState(false);
  const [overtaken, setOvertaken] = useState<unknown>(null);
  const open = () => {
    setOvertaken(null);
    setDeciding(true);
  };
  const matched = hit.kind === 'mixed_script' ? t(`matched.${hit.matched as 'mixed'}`) : hit.matched;
  return (
    <article aria-label={`${t(`kind.${hit.kind as Kind}`)} ${hit.subject}`} className="stack stack-s">
      <div className="row">
        <Badge tone={hit.inTheWay ? 'bad' : 'ok'}>{hit.decision ? t(`decisions.${hit.decision as Decision}`) : t('undecided')}</Badge>
        <strong>{t(`kind.${hit.kind as Kind}`)}</strong>
      </div>
      <span className="wrap">{hit.subject}</span>
      <Facts
        items={[
          [t('met'), matched],
          [t('source'), hit.source in sources ? t(`sources.${hit.source as Source}`) : hit.source],
          [t('score'), String(hit.score)],
          [t('found'), <DateText key="at" value={hit.foundAt} style="instant" />],
          ...(hit.decidedAt
            ? ([
                [t('decision'), t('by', { name: hit.decidedByName ?? '', at: dates.instant(hit.decidedAt) })],
                [t('reason'), hit.reason],
              ] as [string, string][])
            : []),
        ]}
      />
      {overtaken ? <ErrorPanel error={overtaken} /> : null}
      {works ? (
        <div>
          <ActionButton small permission="cases:approve" action={hit.decide} onClick={open}>
            {hit.decision ? t('decide_again') : t('decide')}
          </ActionButton>
        </div>
      ) : null}
      {deciding ? (
        <HitDialog
          hit={hit}
          onClose={() => setDeciding(false)}
          onOvertaken={(error) => {
            setDeciding(false);
            setOvertaken(error);
            void queryClient.invalidateQueries({ queryKey: ['risk', risk.caseId] });
          }}
          onDone={(changed) => {
            setDeciding(false);
            queryClient.setQueryData(['risk', changed.caseId], changed);
            void queryClient.invalidateQueries({ queryKey: ['case', changed.caseId] });
            void queryClient.invalidateQueries({ queryKey: ['cases'] });
          }}
        />
      ) : null}
    </article>
  );
}

function Screenings({ risk }: { risk: HighRisk }) {
  const { t } = useTranslation('risk');
  const dates = useDates();
  return (
    <details>
      <summary>{t('screened')}</summary>
      <ul className="plain-list small">
        {risk.screenings.map((row) => (
          <li key={`${row.at} ${row.cause}`}>
            {t('screened_line', { at: dates.instant(row.at), cause: t(`cause.${row.cause as Cause}`), entries: row.entries, hits: row.hits })}
          </li>
        ))}
      </ul>
    </details>
  );
}
