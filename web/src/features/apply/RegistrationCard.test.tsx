import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { registrationAgencies } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { useFields } from '@/ui/fields';
import { RegistrationCard, type RegistrationField, registrationChecks } from './RegistrationCard';
import { emptyRegistration } from './registration';
import './words';

const agency = {
  id: 'jp',
  name: '法務局',
  country: 'JP',
  state: '',
  locality: '',
  numberFormat: '[1-9][0-9]{12}',
  source: 'nta_corporate_numbers',
  authority: '',
  website: 'https://x.example/',
  from: '2020-10-01T00:00:00Z',
  until: null,
};

function Example({ corporateNumber }: { corporateNumber: string }) {
  const fields = useFields<RegistrationField>(emptyRegistration, registrationChecks);
  return (
    <main>
      <RegistrationCard fields={fields} corporateNumber={corporateNumber} />
      <button type="button" onClick={() => fields.checkAll()}>
        check
      </button>
      <output>{JSON.stringify(fields.values)}</output>
    </main>
  );
}
const values = () => JSON.parse(screen.getByRole('status').textContent ?? '{}');

describe('the registration of an EV application', () => {
  beforeEach(async () => {
    await changeLanguage('ja');
    queryClient.setQueryData(registrationAgencies.queryKey, {
      version: '2026-11-27',
      sha256: '',
      items: [agency, { ...agency, id: 'lei' }, { ...agency, id: 'de', name: 'デラウェア州', country: 'US', state: 'Delaware' }],
    });
  });

  it('takes the corporate number in Japan and asks for a number elsewhere', async () => {
    await show(<Example corporateNumber="6010001999001" />);
    expect(screen.getByText(/法人番号 6010001999001 を記載/)).toBeTruthy();
    expect(screen.queryByLabelText(/^登録番号/)).toBeNull();
    const place = screen.getByLabelText(/設立準拠地/);
    expect(place.querySelectorAll('option')).toHaveLength(2);
    fireEvent.change(place, { target: { value: 'Delaware, US' } });
    expect(values()).toMatchObject({ jurisdictionCountry: 'US', jurisdictionState: 'Delaware', jurisdictionLocality: '' });
    expect(screen.getByLabelText(/^登録番号/)).toBeTruthy();
  });

  it('offers the kinds of organization that can be vetted and wants one', async () => {
    await show(<Example corporateNumber="" />);
    expect(screen.getAllByRole('radio')).toHaveLength(3);
    expect(screen.getByText(/法人番号を入力してください/)).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByText('check')));
    expect(screen.getByText('組織の区分を選択してください')).toBeTruthy();
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole('radio')[0]));
    fireEvent.click(screen.getAllByRole('radio')[1] as HTMLElement);
    expect(values().businessCategory).toBe('Government Entity');
  });
});
