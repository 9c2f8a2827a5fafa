import { useTranslation } from 'react-i18next';
import { TextField } from '@/ui/Field';
import { checks, type Fields } from '@/ui/fields';
import './words';

export const categories = ['register_extract', 'articles', 'bank_letter', 'professional_letter', 'photo', 'screenshot', 'mail', 'other'] as const;
export type Category = (typeof categories)[number];
export type ShownName = 'shownName' | 'shownAddress' | 'issuedOn';

export const shownValues: Record<ShownName, string> = { shownName: '', shownAddress: '', issuedOn: '' };
export const shownChecks = { issuedOn: [checks.date] };

/** As the API takes it: no date where none was read. */
export const shownBody = ({ shownName, shownAddress, issuedOn }: Record<ShownName, string>) => ({ shownName, shownAddress, ...(issuedOn ? { issuedOn } : {}) });

/** What a document says of the organization, to be set beside the application. */
export function ShownFields<Name extends string>({ fields }: { fields: Fields<Name | ShownName> }) {
  const { t } = useTranslation('casefile');
  const shown = fields as unknown as Fields<ShownName>;
  return (
    <fieldset className="fieldset">
      <legend>{t('files.shows')}</legend>
      <div className="stack stack-s">
        <p className="small soft">{t('files.shows_hint')}</p>
        <TextField fields={shown} name="shownName" label={t('files.shown_name')} optional />
        <TextField fields={shown} name="shownAddress" label={t('files.shown_address')} optional />
        <TextField fields={shown} name="issuedOn" label={t('files.issued_on')} kind="date" size="s" example="2026/11/01" optional />
      </div>
    </fieldset>
  );
}
