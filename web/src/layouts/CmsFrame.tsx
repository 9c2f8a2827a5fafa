import { FilePlus2, KeyRound, ScrollText, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import '@/features/account/words';
import { ConsoleLayout } from './ConsoleLayout';
import { PlainLayout } from './PlainLayout';

export function CmsFrame() {
  const { t } = useTranslation('account');
  return (
    <ConsoleLayout
      note="CMS"
      label={t('nav.label')}
      home="/certificates"
      pages={[
        { to: '/certificates', name: t('nav.certificates'), icon: <ScrollText size={18} aria-hidden="true" /> },
        { to: '/issue', name: t('nav.issue'), icon: <FilePlus2 size={18} aria-hidden="true" /> },
        { to: '/api-keys', name: t('nav.keys'), icon: <KeyRound size={18} aria-hidden="true" /> },
        { to: '/security', name: t('nav.security'), icon: <ShieldCheck size={18} aria-hidden="true" /> },
      ]}
    />
  );
}

export function CmsPlain() {
  const { t } = useTranslation('account');
  return <PlainLayout note={t('cms_note')} />;
}
