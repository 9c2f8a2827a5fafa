import { useTranslation } from 'react-i18next';
import { Badge, useWord } from '@/ui/StatusBadge';

const tones: Record<string, 'ok' | 'warn' | 'bad'> = { same: 'ok', equivalent: 'warn', different: 'bad' };

export interface ComparedRow {
  field: string;
  applied: string;
  registered: string;
  match: string;
  accepted?: boolean | null;
  reason?: string;
}

/** Application and register field by field; what was decided on a difference stands under its result. */
export function SideBySide({ title, rows }: { title: string; rows: ComparedRow[] }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  return (
    <div className="table-scroll">
      <table className="table table-plain compare">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('organization_step.field')}</th>
            <th scope="col">{t('organization_step.applied')}</th>
            <th scope="col">{t('organization_step.registered')}</th>
            <th scope="col">{t('organization_step.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{word('compare_field', row.field)}</th>
              <td>{row.applied || t('organization_step.missing')}</td>
              <td>{row.registered || t('organization_step.missing')}</td>
              <td>
                <Badge tone={tones[row.match] ?? 'bad'}>{word('match', row.match)}</Badge>
                {typeof row.accepted === 'boolean' ? (
                  <div className="compare-decision">
                    <Badge tone={row.accepted ? 'ok' : 'bad'}>{row.accepted ? t('organization_step.accepted') : t('organization_step.refuse')}</Badge>
                    <div className="small">{row.reason}</div>
                  </div>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
