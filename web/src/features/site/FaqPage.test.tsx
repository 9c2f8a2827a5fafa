import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { changeLanguage, type Language } from '@/lib/i18n';
import { show } from '@/test/render';
import { FaqPage } from './FaqPage';
import en from './i18n/en.json';
import ja from './i18n/ja.json';

test.each([
  ['ja', ja],
  ['en', en],
] as [Language, typeof ja][])('every question of the catalogue is answered on the page (%s)', async (language, { faq }) => {
  await changeLanguage(language);
  await show(<FaqPage />);
  const words = Object.entries(faq).filter(([key]) => /^[qa]\d+$/.test(key));
  expect(words.length % 2).toBe(0);
  for (const [key, text] of words) expect(screen.getByText(text), key).toBeTruthy();
});
