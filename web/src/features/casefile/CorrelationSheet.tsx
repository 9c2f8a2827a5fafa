import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { useMay } from '@/lib/session';
import type { Case, CorrelationLine } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DifferenceDialog } from './DifferenceDialog';
import { columns, inColumn, useNames } from './sheet';
import './casefile.css';
import './words';

const tones = { same: 'ok', equivalent: 'ok', different: 'bad' } as const;

export const correlationQuery = ({ id, version }: Case) =>
  queryOptions({
    queryKey: ['correlation', id, version],
    queryFn: () => unwrap(api.GET('/cases/{id}/correlation', { params: { path: { id } } })),
    placeholderData: (before) => before,
  });

/** Names, addresses, numbers and persons of application, register, calls and documents side by side. */
export function CorrelationSheet({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const may = useMay()('cases:work') && ['open', 'waiting_for_applicant'].includes(vettingCase.status);
  const [deciding, setDeciding] = useState<CorrelationLine | null>(null);
  const [overtaken, setOvertaken] = useState<unknown>(null);
  const { data, error, refetch } = useQuery(correlationQuery(vettingCase));
  const open = (line: CorrelationLine) => {
    setOvertaken(null);
    setDeciding(line);
  };
  const onOvertaken = (refusal: unknown) => {
    setDeciding(null);
    setOvertaken(refusal);
  };
  return (
    <Card title={t('correlation.title')}>
      <div className="stack">
        <p className="soft">{t('correlation.text')}</p>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {data ? <Standing complete={data.complete} compared={data.compared} /> : null}
        {data ? <Table rows={data.rows} onDecide={may ? open : undefined} /> : <Loading lines={4} />}
        {overtaken ? <ErrorPanel error={overtaken} /> : null}
        {deciding ? <DifferenceDialog vettingCase={vettingCase} line={deciding} onClose={() => setDeciding(null)} onOvertaken={onOvertaken} /> : null}
      </div>
    </Card>
  );
}

/** Words of the applicant beside other words of the applicant are no comparison. */
function Standing({ complete, compared }: { complete: boolean; compared: number }) {
  const { t } = useTranslation('casefile');
  if (!complete) return <Notice tone="warn">{t('correlation.incomplete')}</Notice>;
  if (compared === 0) return <Notice tone="info">{t('correlation.nothing')}</Notice>;
  return <Notice tone="ok">{t('correlation.complete', { count: compared })}</Notice>;
}

function Table({ rows, onDecide }: { rows: CorrelationLine[]; onDecide?: (line: CorrelationLine) => void }) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('correlation.title')}>
      <table className="table table-plain compare correlation">
        <caption className="visually-hidden">{t('correlation.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('correlation.item')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {names.column(column)}
              </th>
            ))}
            <th scope="col">{t('correlation.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <tr key={line.key} data-match={line.match ?? undefined}>
              <th scope="row">{names.item(line.key)}</th>
              {columns.map((column) => (
                <td key={column}>
                  {inColumn(line, column).map((value) => (
                    <div key={`${value.source} ${value.text}`}>
                      {names.text(value)}
                      {names.source(value) ? <div className="small soft">{names.source(value)}</div> : null}
                    </div>
                  ))}
                </td>
              ))}
              <td>
                <Result line={line} onDecide={onDecide} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Result({ line, onDecide }: { line: CorrelationLine; onDecide?: (line: CorrelationLine) => void }) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  if (!line.match) return <span className="small soft">{t('correlation.single')}</span>;
  const match = line.match as keyof typeof tones;
  return (
    <div className="stack stack-s">
      <div>
        <Badge tone={tones[match]}>{t(`correlation.${match}`)}</Badge>
      </div>
      {match === 'different' ? <Verdict line={line} /> : null}
      {line.decidable && onDecide ? (
        <div>
          <Button small onClick={() => onDecide(line)}>
            {t('correlation.decide')}
            <span className="visually-hidden"> {names.item(line.key)}</span>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** What was decided on a difference, or where it is decided. */
function Verdict({ line }: { line: CorrelationLine }) {
  const { t } = useTranslation('casefile');
  if (typeof line.accepted !== 'boolean') {
    return (
      <>
        <div>
          <Badge tone="warn">{t('correlation.undecided')}</Badge>
        </div>
        {line.decidable ? null : <span className="small soft">{t('correlation.at_register')}</span>}
      </>
    );
  }
  return (
    <>
      <div>
        <Badge tone={line.accepted ? 'ok' : 'bad'}>{line.accepted ? t('correlation.accepted') : t('correlation.refused')}</Badge>
      </div>
      <div className="small">
        {line.reason}
        {line.decidedByName ? <span className="soft"> · {line.decidedByName}</span> : null}
      </div>
    </>
  );
}
