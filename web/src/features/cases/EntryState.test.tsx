import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { prefectureChoices } from '@/lib/prefectures';
import type { RegisterEntry } from '@/lib/types';
import { show } from '@/test/render';
import { EntryState } from './EntryState';

const entry = (some: Partial<RegisterEntry>) =>
  ({ active: true, renamed: false, closedOn: '', updatedOn: '2026-11-20', changedOn: '2026-11-01', ...some }) as RegisterEntry;

describe('what a register tells of an entity', () => {
  it('is nothing while it is as it was', async () => {
    await changeLanguage('ja');
    const { container } = await show(<EntryState entry={entry({})} />);
    expect(container.querySelector('.badge')).toBeNull();
  });

  it('is that it was renamed, and when', async () => {
    await changeLanguage('ja');
    await show(<EntryState entry={entry({ renamed: true })} />);
    expect(screen.getByText('2026/11/01 名称変更')).toBeTruthy();
  });

  it('is that it was closed, which counts more', async () => {
    await changeLanguage('en');
    await show(<EntryState entry={entry({ active: false, closedOn: '2025-03-31', renamed: true })} />);
    expect(screen.getByText(/^Closed on .*2025/)).toBeTruthy();
  });

  it('is that it is inactive where the register gives no day', async () => {
    await changeLanguage('ja');
    await show(<EntryState entry={entry({ active: false })} />);
    expect(screen.getByText('閉鎖・失効')).toBeTruthy();
  });
});

describe('the prefectures to choose from', () => {
  it('are sent by the names that the register has', () => {
    expect(prefectureChoices('ja')).toHaveLength(47);
    expect(prefectureChoices('en')[12]).toEqual({ value: '東京都', label: 'Tokyo (東京都)' });
  });
});
