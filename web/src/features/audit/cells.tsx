import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import type { AuditEvent } from '@/lib/types';
import { CopyText } from '@/ui/CopyText';
import './words';

/** The pages of the desk on which objects are seen, by the kind of their ids, and the permission that each takes. */
const pages: Record<string, [string, string]> = {
  cas: ['/cases', 'cases:read'],
  ord: ['/orders', 'orders:read'],
  crt: ['/certificates', 'certificates:read'],
};

function usePage(id: string): string | null {
  const may = useMay();
  const [path, permission] = pages[id.split('_')[0] ?? ''] ?? [];
  return path && permission && may(permission) ? `${path}/${id}` : null;
}

/** Name and role of whoever acted, and from where. */
export function ActorCell({ event }: { event: AuditEvent }) {
  const { t } = useTranslation(['audit', 'words']);
  const role = useRoles(event);
  const system = event.actorKind === 'system';
  const notes = [event.actorName ? role : '', event.actorNumber, addressOf(event), system ? '' : event.origin].filter(Boolean).join(' · ');
  return (
    <>
      <span className="wrap">{event.actorName || role}</span>
      <div className="small soft wrap">{notes || (system ? t('by_itself') : t('unknown'))}</div>
    </>
  );
}

/** Whose mailbox a visitor answered from, where the event tells. */
function addressOf({ actorKind, details }: AuditEvent): string {
  const address = (details as { address?: unknown } | null)?.address;
  return actorKind === 'visitor' && typeof address === 'string' ? address : '';
}

function useRoles(event: AuditEvent): string {
  const { t } = useTranslation(['audit', 'words']);
  const roles = t('words:role', { returnObjects: true }) as Record<string, string>;
  const kinds = t('kind_of_actor', { returnObjects: true }) as Record<string, string>;
  const named = event.actorRoles.map((role) => roles[role] ?? role).join(t('words:and'));
  return named || kinds[event.actorKind] || event.actor;
}

/** What was acted on: its number, linked to its page. */
export function ObjectCell({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('audit');
  const kinds = t('kind_of_object', { returnObjects: true }) as Record<string, string>;
  const page = usePage(event.shownWith);
  return (
    <>
      {page ? (
        <Link className="wrap" to={page}>
          {event.objectLabel}
        </Link>
      ) : (
        <span className="wrap">{event.objectLabel || '–'}</span>
      )}
      <div className="small soft">{kinds[event.objectKind] ?? ''}</div>
    </>
  );
}

/** What the chain of hashes is over: ids and details as they were written. */
export function DetailsCell({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('audit');
  return (
    <details>
      <summary>{t('show')}</summary>
      <p className="small">
        {t('actor')} <CopyText value={event.actor} what={t('actor')} />
      </p>
      {event.object ? (
        <p className="small">
          {t('object')} <CopyText value={event.object} what={t('object')} />
        </p>
      ) : null}
      <p className="small mono">{event.action}</p>
      <pre className="pem">{JSON.stringify(event.details, null, 2)}</pre>
      <p className="problem-code">
        {t('hash')} {event.hash}
      </p>
    </details>
  );
}
