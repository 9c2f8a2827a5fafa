import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import './words';

export function usePhoneBook(caseId: string) {
  return useQuery({
    queryKey: ['phone-book', caseId],
    queryFn: () => unwrap(api.GET('/cases/{id}/phone-book', { params: { path: { id: caseId } } })),
  });
}

interface NumberPickerProps {
  caseId: string;
  value: string;
  current: string;
  onChange: (id: string) => void;
  missing?: boolean;
}

/** One of the organization's numbers that may be dialled; what only the applicant says is shown, and cannot be chosen. */
export function NumberPicker({ caseId, value, current, onChange, missing }: NumberPickerProps) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const name = useId();
  const { data, error } = usePhoneBook(caseId);
  if (error) return <ErrorPanel error={error} />;
  if (!data) return null;
  const dialable = data.numbers.filter((number) => number.dialable);
  const chosen = value || dialable.find((number) => number.number === current)?.id || '';
  const claimed = data.claimed.filter((number) => !number.confirmed);
  return (
    <>
      {dialable.length > 0 ? (
        <ChoiceGroup
          legend={t('number_to_dial')}
          name={name}
          required
          value={chosen}
          onChange={onChange}
          choices={dialable.map((number) => ({
            value: number.id,
            label: number.extension ? `${number.shown} ${t('extension', { extension: number.extension })}` : number.shown,
            note: `${word('number_source', number.source)} · ${number.evidence}`,
          }))}
          error={missing ? t('number_missing') : undefined}
        />
      ) : (
        <Notice tone="warn" title={t('number_none')}>
          {t('number_none_text')}
        </Notice>
      )}
      {claimed.map((number) => (
        <p key={number.shown} className="small soft">
          <span className="num">{number.shown}</span> {t('claimed_only')}
        </p>
      ))}
    </>
  );
}
