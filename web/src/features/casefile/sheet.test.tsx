import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { CorrelationLine } from '@/lib/types';
import { show } from '@/test/render';
import { inColumn, useNames } from './sheet';

const line = (...sources: string[]): CorrelationLine => ({
  key: 'phone.hr_call',
  topic: 'phone',
  values: sources.map((source) => ({ source, text: source })),
  match: null,
  accepted: null,
  reason: '',
  decidedByName: '',
  decidedAt: null,
  decidable: false,
});

describe('the columns of the correlation sheet', () => {
  it('take each value by where it was found', () => {
    const all = line('application', 'register', 'contact', 'consent', 'call', 'directory', 'file', 'file_date');
    const texts = (column: Parameters<typeof inColumn>[1]) => inColumn(all, column).map((value) => value.text);
    expect(texts('application')).toEqual(['application']);
    expect(texts('register')).toEqual(['register']);
    expect(texts('contact')).toEqual(['contact', 'consent']);
    expect(texts('call')).toEqual(['call', 'directory']);
    expect(texts('file')).toEqual(['file', 'file_date']);
  });

  it('say what their heads do not', async () => {
    await changeLanguage('ja');
    function Names() {
      const names = useNames();
      return (
        <>
          <p>{names.item('title.higher_authority')}</p>
          <p>{names.source({ source: 'directory', text: '' })}</p>
          <p>{names.text({ source: 'file_date', text: '2026-11-01' })}</p>
          <i data-testid="own">{names.source({ source: 'application', text: '' })}</i>
        </>
      );
    }
    await show(<Names />);
    expect(screen.getByText('上級承認担当者の役職')).toBeTruthy();
    expect(screen.getByText('電話帳・番号案内')).toBeTruthy();
    expect(screen.getByText('日付 2026/11/01')).toBeTruthy();
    expect(screen.getByTestId('own').textContent).toBe('');
  });
});
