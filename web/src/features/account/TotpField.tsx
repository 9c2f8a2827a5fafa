import { useTranslation } from 'react-i18next';
import { toHalfWidth } from '@/lib/text';
import { TextField } from '@/ui/Field';
import type { Fields } from '@/ui/fields';
import './words';

/** A code as the server wants it, however it was typed. */
export const totpCode = (typed: string) => toHalfWidth(typed).replace(/\s/g, '');

/** Takes the code that the authenticator app shows. */
export function TotpField<Name extends string>({ fields, name, hint }: { fields: Fields<Name>; name: Name; hint: string }) {
  const { t } = useTranslation('account');
  return (
    <TextField fields={fields} name={name} label={t('login.totp')} required kind="digits" size="s" hint={hint} autoComplete="one-time-code" mono autoFocus />
  );
}
