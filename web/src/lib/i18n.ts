import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import statusEn from './i18n/en.json';
import statusJa from './i18n/ja.json';

export type Language = 'ja' | 'en';
export const languages: readonly Language[] = ['ja', 'en'];

const stored = 'shomei.language';

function preferred(): Language {
  const kept = read();
  if (kept) return kept;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('ja')) || navigator.languages.length === 0 ? 'ja' : 'en';
}

function read(): Language | null {
  try {
    const value = localStorage.getItem(stored);
    return value === 'ja' || value === 'en' ? value : null;
  } catch {
    return null;
  }
}

void i18next.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: false,
  ns: ['words'],
  defaultNS: 'words',
  resources: { ja: { words: statusJa }, en: { words: statusEn } },
  interpolation: { escapeValue: false },
  returnNull: false,
  showSupportNotice: false,
  initAsync: false,
} as Parameters<typeof i18next.init>[0]);
document.documentElement.lang = currentLanguage();

/** Adds the words of a feature in both languages. */
export function addWords(namespace: string, ja: object, en: object): void {
  i18next.addResourceBundle('ja', namespace, ja);
  i18next.addResourceBundle('en', namespace, en);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ja';
}

/** Changes the language in place; forms keep what was typed. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(stored, language);
  } catch {
    // A browser without storage forgets the choice with the page.
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
