import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { Validation } from '@/lib/types';
import { show } from '@/test/render';
import { Sightings } from './Sightings';

const seen = {
  caa: 'refused',
  caaProblem: 'www.example.jp のCAAレコードでは発行できません。',
  quorum: '4/5',
  perspectives: [
    { name: 'tokyo', region: 'APNIC', corroborates: true, result: 'agrees' },
    { name: 'london', region: 'RIPE', corroborates: false, result: 'validation_txt_missing' },
  ],
} as unknown as Validation;

describe('what else a look at a domain saw', () => {
  it('says what CAA says, the quorum and each perspective', async () => {
    await changeLanguage('ja');
    await show(<Sightings validation={seen} />);
    expect(screen.getByText('発行が許可されていません')).toBeDefined();
    expect(screen.getByText(seen.caaProblem)).toBeDefined();
    expect(screen.getByText('一致したネットワーク観測点：4/5')).toBeDefined();
    const list = within(screen.getByRole('list', { name: 'ネットワーク観測点' }));
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['tokyo (APNIC)一致', 'london (RIPE)不一致']);
  });

  it('is silent before the first look', async () => {
    await show(<Sightings validation={{ ...seen, caa: '', caaProblem: '', quorum: '', perspectives: [] }} />);
    expect(screen.queryByText('CAAレコード')).toBeNull();
  });

  it("prefers the application's own look at CAA and shows the record that would let us issue [C06]", async () => {
    await changeLanguage('ja');
    const caa = { name: 'www.example.jp', caa: 'refused', caaProblem: '0 issue "other.example"', lookedAt: '2026-11-27T05:00:00Z' };
    const advice = {
      issuerDomain: 'ca.example',
      accountUri: 'acct:a@ca.example',
      methods: ['ca-tbr-7'],
      record: '0 issue "ca.example; accounturi=acct:a@ca.example"',
    };
    await show(<Sightings validation={{ ...seen, caa: 'permitted', caaProblem: '' }} caa={caa} advice={advice} />);
    expect(screen.getByText('発行が許可されていません')).toBeDefined();
    expect(screen.getByText(advice.record)).toBeDefined();
    expect(screen.getByRole('button', { name: /CAAレコードの値/ })).toBeDefined();
  });
});
