import { isLapsed, isUnpaid, type Order } from '@/lib/types';

export type Next = 'pay' | 'code' | 'apply' | 'expired' | 'revoked' | 'lapsed' | 'continue' | 'vetting' | 'issued' | 'over';

/** What has to be done with the access code until somebody applies. */
function nextBefore(code: string): Next {
  if (code === 'issued') return 'apply';
  return code === 'revoked' ? 'revoked' : 'expired';
}

/** The one thing that an order waits for. */
export function nextOf(order: Order, now: string): Next {
  const reached = (step: string) => order.timeline.some((entry) => entry.step === step && entry.at !== null);
  if (order.status === 'cancelled' || order.status === 'refunded') return 'over';
  if (isUnpaid(order)) return 'pay';
  if (reached('issued')) return 'issued';
  if (isLapsed(order, now)) return 'lapsed';
  if (!order.accessCode) return 'code';
  if (order.unusedUntil) return nextBefore(order.accessCode.status);
  return reached('applied') ? 'vetting' : 'continue';
}

/** The day by which it has to be done, where there is one. */
export function dueOf(order: Order, next: Next): string | null {
  if (next === 'pay') return order.invoice?.dueOn ?? null;
  return next === 'apply' || next === 'expired' || next === 'revoked' ? order.unusedUntil : null;
}
