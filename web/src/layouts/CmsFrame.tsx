import { FilePlus2, Globe, KeyRound, ReceiptText, ScrollText, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SecondFactor } from '@/features/account/SecondFactor';
import '@/features/account/words';
import { useMay } from '@/lib/session';
import { ConsoleLayout } from './ConsoleLayout';
import { PlainLayout } from './PlainLayout';

const pages = [
  { to: '/certificates', key: 'certificates', permission: 'certificates:read', icon: ScrollText },
  { to: '/issue', key: 'issue', permission: 'certificates:issue', icon: FilePlus2 },
  { to: '/orders', key: 'my_orders', permission: 'orders:read', icon: ReceiptText },
  { to: '/domains', key: 'domains', permission: 'domains:read', icon: Globe },
  { to: '/api-keys', key: 'keys', permission: 'api-keys:manage', icon: KeyRound },
  { to: '/security', key: 'security', permission: null, icon: ShieldCheck },
] as const;

export function CmsFrame() {
  const { t } = useTranslation('account');
  const may = useMay();
  return (
    <ConsoleLayout
      note="CMS"
      label={t('nav.label')}
      home="/certificates"
      pages={pages
        .filter((page) => page.permission === null || may(page.permission))
        .map(({ to, key, icon: Icon }) => ({ to, name: t(`nav.${key}`), icon: <Icon size={18} aria-hidden="true" /> }))}
    />
  );
}

export function CmsPlain() {
  const { t } = useTranslation('account');
  return (
    <>
      <PlainLayout note={t('cms_note')} />
      <SecondFactor />
    </>
  );
}
