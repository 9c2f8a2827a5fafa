import { describe, expect, it } from 'vitest';
import { isPlainDate, toHalfWidth, toHostName, toKatakana, toPlainDate, toPostalCode } from './text';

describe('text as Japanese keyboards give it', () => {
  it('narrows full-width digits, letters and hyphens', () => {
    expect(toHalfWidth('０３ー１２３４－５６７８')).toBe('03-1234-5678');
    expect(toHalfWidth(' ａｏｚｏｒａ＠ｅｘａｍｐｌｅ．ｊｐ ')).toBe('aozora@example.jp');
  });

  it('turns hiragana and half-width kana into katakana', () => {
    expect(toKatakana('さとう')).toBe('サトウ');
    expect(toKatakana('ｶﾌﾞｼｷｶﾞｲｼｬ')).toBe('カブシキガイシャ');
    expect(toKatakana('ゔぁ')).toBe('ヴァ');
  });

  it('takes a host name out of what people paste', () => {
    expect(toHostName('https://WWW.Aozora.example.jp/path?x')).toBe('www.aozora.example.jp');
    expect(toHostName('ｗｗｗ．ａｏｚｏｒａ．ｅｘａｍｐｌｅ。ｊｐ')).toBe('www.aozora.example.jp');
    expect(toHostName('*.example.jp.')).toBe('*.example.jp');
  });

  it('writes postal codes with their hyphen', () => {
    expect(toPostalCode('１０００００１')).toBe('100-0001');
    expect(toPostalCode('100')).toBe('100');
  });

  it('reads dates in the usual writings and refuses days that do not exist', () => {
    for (const typed of ['20261124', '2026/11/24', '2026-11-24', '２０２６年１１月２４日']) expect(toPlainDate(typed)).toBe('2026-11-24');
    expect(isPlainDate('2026-11-24')).toBe(true);
    expect(isPlainDate('2026-02-30')).toBe(false);
    expect(isPlainDate('soon')).toBe(false);
  });
});
