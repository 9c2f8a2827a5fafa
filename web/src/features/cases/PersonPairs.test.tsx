import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { Case } from '@/lib/types';
import { show } from '@/test/render';
import { PersonPairs } from './PersonPairs';
import { SentBack, SentBackBadge } from './SentBack';

const pairs = (standings: Record<string, string>, conflicts: { code: string; detail: string }[] = []) =>
  ({
    personPairs: Object.entries(standings).map(([roles, standing]) => {
      const [first = '', second = ''] = roles.split(' ');
      return { first, second, standing };
    }),
    personConflicts: conflicts,
  }) as unknown as Case;

beforeEach(() => changeLanguage('ja'));

describe('the check that people are different', () => {
  it('names every pair', async () => {
    await show(<PersonPairs vettingCase={pairs({ 'technical authorization': 'different', 'authorization higher_authority': 'different' })} />);
    expect(screen.getByText('技術 ≠ 承認')).toBeTruthy();
    expect(screen.getByText('承認 ≠ 上級')).toBeTruthy();
  });

  it('never calls one person two, whatever the organization claims of its size', async () => {
    await show(<PersonPairs vettingCase={pairs({ 'technical authorization': 'same_claimed' })} />);
    expect(screen.getByText('技術 = 承認')).toBeTruthy();
    expect(screen.getByText('同じ方です（10名以下の申告・要確認）', { selector: 'div' })).toBeTruthy();
    expect(screen.getByRole('listitem').className).toBe('check-warn');
  });

  it('shows what the rules forbid', async () => {
    await show(<PersonPairs vettingCase={pairs({ 'authorization higher_authority': 'same' }, [{ code: 'x', detail: '別の方をご記入ください' }])} />);
    expect(screen.getByText('別の方をご記入ください')).toBeTruthy();
    expect(screen.getByText('承認 = 上級')).toBeTruthy();
  });
});

describe('a case that was sent back', () => {
  const decision = { id: 'dec_1', kind: 'returned', decidedByName: '山田', note: '部署がありません', reasonCode: '', decidedAt: '2026-11-25T01:00:00Z' };
  it('says by whom, when and why', async () => {
    await show(<SentBack vettingCase={{ sentBack: true, decisions: [decision] } as unknown as Case} />);
    expect(screen.getByText('山田さんが 2026/11/25 10:00 (JST) に差し戻しました')).toBeTruthy();
    expect(screen.getByText('理由：部署がありません')).toBeTruthy();
  });

  it('is marked until it is recommended again', async () => {
    const { container } = await show(<SentBackBadge row={{ sentBack: false } as unknown as Case} />);
    expect(container.textContent).not.toContain('差し戻し');
  });
});
