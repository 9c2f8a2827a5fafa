import type { AccountDomain } from '@/lib/types';

export type NextStep = 'dns_txt' | 'web_file' | 'mail' | 'ended' | 'ends_soon' | 'none';

/** What somebody has to do about a domain, and by when. */
export function nextStep(domain: AccountDomain): { step: NextStep; by?: string | null } {
  const { method } = domain.pending ?? {};
  if (method) return { step: method === 'dns_txt' || method === 'web_file' ? method : 'mail' };
  const ends = [
    { state: domain.stateOv, by: domain.usableUntilOv },
    { state: domain.stateEv, by: domain.usableUntilEv },
  ];
  if (ends.some(({ state }) => state === 'ended' || state === 'none')) return { step: 'ended' };
  const soon = ends.filter(({ state }) => state === 'ends_soon').sort((a, b) => (a.by ?? '').localeCompare(b.by ?? ''));
  return soon[0] ? { step: 'ends_soon', by: soon[0].by } : { step: 'none' };
}
