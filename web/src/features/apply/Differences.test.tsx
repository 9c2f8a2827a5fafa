import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { Problem } from '@/lib/problem';
import { show } from '@/test/render';
import { Differences } from './Differences';

const differs = (field: string) => ({ field, code: 'draft_differs', detail: '' });

describe('a draft that another page saved first', () => {
  it('names each entry that differs, by its step', async () => {
    await changeLanguage('ja');
    const error = new Problem({
      status: 412,
      code: 'version_stale',
      errors: [differs('/csr'), differs('/organization/postalCode'), differs('/contacts/technical/email')],
    });
    await show(<Differences error={error} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['CSR', '組織：郵便番号', '担当者：メールアドレス']);
  });

  it('says that what was typed is still there', async () => {
    await changeLanguage('en');
    await show(<Differences error={new Problem({ status: 412, code: 'version_stale' })} />);
    expect(screen.getByText(/still here/)).toBeTruthy();
    expect(screen.queryByRole('list')).toBeNull();
  });
});
