import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Page } from '@/ui/Page';
import { useFramed } from './frame';
import { PlainLayout } from './PlainLayout';

/** A page that may have no layout around it: an address of no route, or a layout that failed itself. */
function Anywhere({ children }: { children: ReactNode }) {
  const { t } = useTranslation('words');
  return useFramed() ? (
    children
  ) : (
    <PlainLayout note={t('tagline')} home="/">
      {children}
    </PlainLayout>
  );
}

export function NotFound() {
  const { t } = useTranslation('words');
  return (
    <Anywhere>
      <Page title={t('not_found.title')} lead={t('not_found.text')} width="narrow">
        <ButtonLink to="/" kind="primary">
          {t('not_found.home')}
        </ButtonLink>
      </Page>
    </Anywhere>
  );
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('words');
  const router = useRouter();
  return (
    <Anywhere>
      <Page title={t('problem.page_failure.title')} width="narrow">
        <ErrorPanel
          error={error}
          onRetry={() => {
            reset();
            void router.invalidate();
          }}
        />
      </Page>
    </Anywhere>
  );
}
