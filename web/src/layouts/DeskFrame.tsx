import { Ban, ChartColumn, ClipboardList, FileSearch, History, JapaneseYen, Phone, ScrollText, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SecondFactor } from '@/features/account/SecondFactor';
import '@/features/account/words';
import { useSession } from '@/lib/session';
import { ConsoleLayout } from './ConsoleLayout';
import { PlainLayout } from './PlainLayout';

/** The desk's pages with the permission that each needs, in the order in which a member of staff lands on them. */
export const deskPages = [
  { to: '/cases', key: 'cases', permission: 'cases:read', icon: ClipboardList },
  { to: '/calls', key: 'calls', permission: 'cases:read', icon: Phone },
  { to: '/orders', key: 'orders', permission: 'orders:read', icon: JapaneseYen },
  { to: '/certificates', key: 'certificates', permission: 'certificates:read', icon: ScrollText },
  { to: '/reports', key: 'reports', permission: 'cases:read', icon: ChartColumn },
  { to: '/denied', key: 'denied', permission: 'denied:read', icon: Ban },
  { to: '/samples', key: 'samples', permission: 'samples:read', icon: FileSearch },
  { to: '/audit', key: 'audit', permission: 'audit:read', icon: History },
  { to: '/security', key: 'security', permission: '', icon: ShieldCheck },
] as const;

export function mayOpen(permission: string, permissions: string[]): boolean {
  return permission === '' || permissions.includes(permission);
}

export function DeskFrame() {
  const { t } = useTranslation('account');
  const permissions = useSession()?.permissions ?? [];
  const pages = deskPages.filter((page) => mayOpen(page.permission, permissions));
  return (
    <ConsoleLayout
      desk
      note={t('desk_note')}
      label={t('nav.label')}
      home="/"
      pages={pages.map(({ to, key, icon: Icon }) => ({ to, name: t(`nav.${key}`), icon: <Icon size={18} aria-hidden="true" /> }))}
    />
  );
}

export function DeskPlain() {
  const { t } = useTranslation('account');
  return (
    <>
      <PlainLayout note={t('desk_note')} />
      <SecondFactor />
    </>
  );
}
