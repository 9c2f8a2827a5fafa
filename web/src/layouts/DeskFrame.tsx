import { ClipboardList, History, JapaneseYen, Phone, ScrollText, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import '@/features/account/words';
import { ConsoleLayout } from './ConsoleLayout';
import { PlainLayout } from './PlainLayout';

export function DeskFrame() {
  const { t } = useTranslation('account');
  return (
    <ConsoleLayout
      desk
      note={t('desk_note')}
      label={t('nav.label')}
      home="/cases"
      pages={[
        { to: '/cases', name: t('nav.cases'), icon: <ClipboardList size={18} aria-hidden="true" /> },
        { to: '/calls', name: t('nav.calls'), icon: <Phone size={18} aria-hidden="true" /> },
        { to: '/orders', name: t('nav.orders'), icon: <JapaneseYen size={18} aria-hidden="true" /> },
        { to: '/certificates', name: t('nav.certificates'), icon: <ScrollText size={18} aria-hidden="true" /> },
        { to: '/audit', name: t('nav.audit'), icon: <History size={18} aria-hidden="true" /> },
        { to: '/security', name: t('nav.security'), icon: <ShieldCheck size={18} aria-hidden="true" /> },
      ]}
    />
  );
}

export function DeskPlain() {
  const { t } = useTranslation('account');
  return <PlainLayout note={t('desk_note')} />;
}
