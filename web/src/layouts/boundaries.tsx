import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Page } from '@/ui/Page';

export function NotFound() {
  const { t } = useTranslation('words');
  return (
    <Page title={t('not_found.title')} lead={t('not_found.text')} width="narrow">
      <ButtonLink to="/" kind="primary">
        {t('not_found.home')}
      </ButtonLink>
    </Page>
  );
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('words');
  const router = useRouter();
  return (
    <Page title={t('problem.page_failure.title')} width="narrow">
      <ErrorPanel
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
}
