import { Languages } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, type Language } from '@/lib/i18n';
import { queryClient, useSession } from '@/lib/session';
import { useLanguage } from '@/ui/Text';

/** Everything is asked for again in the new language, but for what asking would change: the key of an app being enrolled. */
async function speak(language: Language): Promise<void> {
  await changeLanguage(language);
  await queryClient.invalidateQueries({ predicate: (query) => !query.meta?.once || query.state.data === undefined });
}

/** Switches between Japanese and English in place. */
export function LanguageSwitch() {
  const { t } = useTranslation('words');
  const language = useLanguage();
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <button type="button" className="lang" lang={other} onClick={() => void speak(other)}>
      <Languages size={16} aria-hidden="true" />
      {t('other_language')}
    </button>
  );
}

export function SkipLink() {
  const { t } = useTranslation('words');
  return (
    <a className="skip" href="#main">
      {t('skip')}
    </a>
  );
}

/** A ribbon and another icon while this is not production. */
export function TestRibbon() {
  const { t } = useTranslation('words');
  const environment = useSession()?.environment;
  useEffect(() => {
    if (environment !== 'test') return;
    document.querySelector<HTMLLinkElement>('link[rel=icon]')?.setAttribute('href', '/favicon-test.svg');
  }, [environment]);
  if (environment !== 'test') return null;
  return (
    <div className="ribbon" role="note">
      {t('test_ribbon')}
    </div>
  );
}
