import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/problem';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import './words';

const steps: Record<string, 'csr' | 'names' | 'organization' | 'contacts'> = {
  csr: 'csr',
  names: 'names',
  organization: 'organization',
  contacts: 'contacts',
  atMostTenMembers: 'contacts',
};

/** Another page saved first: which entries differ, by step; what was typed here stays in the form. */
export function Differences({ error }: { error: unknown }) {
  const { t } = useTranslation('apply');
  const word = useWord();
  const lines = asProblem(error).fields.map(({ field }) => {
    const path = field.split('/').filter(Boolean);
    const step = steps[path[0] ?? ''];
    const last = path[path.length - 1] ?? '';
    const name = path.length > 1 ? word('field', last) : '';
    return { key: field, text: [step ? t(`step.${step}`) : '', name].filter(Boolean).join(t('differs.between')) };
  });
  return (
    <Notice tone="warn" live title={t('stale_reload')}>
      {lines.length ? (
        <>
          <p>{t('differs.text')}</p>
          <ul className="plain-list">
            {lines.map((line) => (
              <li key={line.key}>{line.text}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}
