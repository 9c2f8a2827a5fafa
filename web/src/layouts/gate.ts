import { redirect } from '@tanstack/react-router';
import { loadSession, reloadSession } from '@/lib/session';
import type { Session } from '@/lib/types';

/** Where somebody must go before the page they asked for; nothing when they may go on. */
export function detour(session: Session, kind: 'customer' | 'staff'): '/login' | '/password' | '/totp' | null {
  if (session.kind !== kind || !session.user) return '/login';
  if (session.mustChangePassword) return '/password';
  if (session.mustEnrolTotp) return '/totp';
  return null;
}

/** For routes behind the log-in: throws the redirect. */
export async function gate(kind: 'customer' | 'staff', href: string): Promise<void> {
  let session = await loadSession();
  if (detour(session, kind)) session = await reloadSession();
  const to = detour(session, kind);
  if (to) throw redirect({ to, search: { next: href } });
}
