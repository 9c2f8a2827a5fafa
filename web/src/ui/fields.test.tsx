import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { Problem } from '@/lib/problem';
import { show } from '@/test/render';
import { Button } from './Button';
import { ErrorPanel } from './ErrorPanel';
import { ErrorSummary, Form, TextField } from './Field';
import { checks, useFields } from './fields';

const refusal = new Problem({ status: 422, code: 'invalid', errors: [{ field: '/customer/email', code: 'wrong', detail: 'サーバーの言葉' }] });

function Sample({ onGood = () => undefined }: { onGood?: () => void }) {
  const fields = useFields(
    { name: '', kana: '', email: '', phone: '' },
    { name: [checks.required], email: [checks.required, checks.email], phone: [checks.required, checks.phone] },
  );
  return (
    <main>
      <Form onSubmit={() => fields.checkAll() && onGood()}>
        <ErrorSummary fields={fields} />
        <TextField fields={fields} name="name" label="会社名" required readingTo="kana" />
        <TextField fields={fields} name="kana" label="フリガナ" kind="kana" />
        <TextField fields={fields} name="email" label="メール" required kind="email" />
        <TextField fields={fields} name="phone" label="電話" required kind="phone" hint="市外局番から" />
        <Button type="submit">送信</Button>
        <Button onClick={() => fields.refuse(refusal, 'customer')}>拒否</Button>
      </Form>
    </main>
  );
}

const field = (name: RegExp) => screen.getByRole('textbox', { name }) as HTMLInputElement;

describe('fields', () => {
  it('says 必須 beside the label, and links help and error to the input', async () => {
    await changeLanguage('ja');
    await show(<Sample />);
    expect(field(/電話/).getAttribute('aria-required')).toBe('true');
    expect(screen.getAllByText('※必須')).toHaveLength(3);
    fireEvent.blur(field(/電話/));
    const described = field(/電話/).getAttribute('aria-describedby') ?? '';
    const words = described.split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(words).toEqual(expect.arrayContaining(['市外局番から', '電話を入力してください']));
    expect(field(/電話/).getAttribute('aria-invalid')).toBe('true');
  });

  it('at submit lists more than two refused fields and goes to the first', async () => {
    const good = vi.fn();
    await show(<Sample onGood={good} />);
    await userEvent.click(screen.getByRole('button', { name: '送信' }));
    expect(screen.getByText('3か所の入力をご確認ください')).toBeTruthy();
    await vi.waitFor(() => expect(document.activeElement).toBe(field(/会社名/)));
    expect(good).not.toHaveBeenCalled();
  });

  it('shows the words of the other language after a switch, with what was typed kept', async () => {
    await show(<Sample />);
    await userEvent.type(field(/会社名/), '青空');
    fireEvent.blur(field(/電話/));
    await act(() => changeLanguage('en'));
    expect(field(/会社名/).value).toBe('青空');
    expect(screen.getByText('Enter: 電話')).toBeTruthy();
    await act(() => changeLanguage('ja'));
  });

  it('tidies full-width input when the field is left', async () => {
    await show(<Sample />);
    fireEvent.change(field(/電話/), { target: { value: '０３－１２３４－５６７８' } });
    fireEvent.blur(field(/電話/));
    expect(field(/電話/).value).toBe('03-1234-5678');
    expect(field(/電話/).getAttribute('aria-invalid')).not.toBe('true');
  });

  it("puts the server's sentence below the field it names", async () => {
    await show(<Sample />);
    await userEvent.click(screen.getByRole('button', { name: '拒否' }));
    expect(screen.getByText('サーバーの言葉')).toBeTruthy();
    expect(field(/メール/).getAttribute('aria-invalid')).toBe('true');
  });

  it('leaves to the panel what no field shows', async () => {
    const refused = new Problem({
      status: 422,
      code: 'invalid',
      detail: '入力をご確認ください',
      errors: [
        { field: '/email', code: 'wrong', detail: '欄の言葉' },
        { field: '/addresses', code: 'missing', detail: '一覧の言葉' },
      ],
    });
    function Both() {
      const fields = useFields({ email: '' });
      const [error, setError] = useState<unknown>(null);
      const refuse = () => {
        fields.refuse(refused);
        setError(refused);
      };
      return (
        <>
          <TextField fields={fields} name="email" label="メール" />
          {error ? <ErrorPanel error={error} /> : null}
          <Button onClick={refuse}>拒否</Button>
        </>
      );
    }
    await show(<Both />);
    await userEvent.click(screen.getByRole('button', { name: '拒否' }));
    expect(screen.getAllByText('欄の言葉')).toHaveLength(1);
    expect(screen.getByRole('alert').textContent).toContain('一覧の言葉');
    expect(screen.getByRole('alert').textContent).not.toContain('欄の言葉');
  });

  it('fills the reading from the composition, until it is edited by hand', async () => {
    await show(<Sample />);
    const send = (type: string, data: string) => act(() => void field(/会社名/).dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { data })));
    const compose = (reading: string, text: string) => {
      send('compositionstart', '');
      send('compositionupdate', reading);
      fireEvent.change(field(/会社名/), { target: { value: text } });
      send('compositionend', text);
    };
    compose('あおぞら', '青空');
    expect(field(/フリガナ/).value).toBe('アオゾラ');
    fireEvent.change(field(/フリガナ/), { target: { value: 'アオソラ' } });
    compose('しょうじ', '青空商事');
    expect(field(/フリガナ/).value).toBe('アオソラ');
  });

  it('does not submit with the Enter that ends a conversion', async () => {
    await show(<Sample />);
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true } as KeyboardEventInit);
    Object.defineProperty(event, 'isComposing', { value: true });
    act(() => void field(/会社名/).dispatchEvent(event));
    expect(event.defaultPrevented).toBe(true);
  });
});
