import { useTranslation } from 'react-i18next';
import { loginAddress } from '@/lib/api';
import { asProblem, unplaced } from '@/lib/problem';
import { Button, ButtonAnchor } from './Button';
import { CopyButton } from './CopyText';
import { Notice } from './Notice';

const known: Record<string, 'network' | 'page_failure' | 'unavailable'> = { network: 'network', page_failure: 'page_failure', unavailable: 'unavailable' };

/** The words of a refusal: the server's sentence where it has one, otherwise ours by code or status. */
export function useProblemWords(error: unknown): { title: string; detail: string } {
  const { t } = useTranslation('words');
  const problem = asProblem(error);
  const group = known[problem.code] ?? byStatus(problem.status);
  const title = problem.title || t(`problem.${group}.title`);
  return { title, detail: problem.code === 'page_failure' ? t('problem.page_failure.detail') : problem.detail || t(`problem.${group}.detail`) };
}

function byStatus(status: number) {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 412) return 'stale';
  if (status === 503) return 'unavailable';
  return 'other';
}

interface ErrorPanelProps {
  error: unknown;
  onRetry?: () => void;
}

/** What happened, why (with every refused entry that no field shows), and what to do next; code and request id small. */
export function ErrorPanel({ error, onRetry }: ErrorPanelProps) {
  const { t } = useTranslation('words');
  const problem = asProblem(error);
  const { title, detail } = useProblemWords(error);
  const sentences = [...new Set(unplaced(error).map((refused) => refused.detail))].filter((sentence) => sentence && sentence !== detail);
  const stale = problem.status === 412;
  const login = problem.status === 401 ? loginAddress() : null;
  return (
    <Notice tone="bad" title={title} live>
      <p>{detail}</p>
      {sentences.length > 0 ? (
        <ul className="plain-list">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {login ? (
        <p className="retry">
          <ButtonAnchor small href={login}>
            {t('sign_in_again')}
          </ButtonAnchor>
        </p>
      ) : onRetry ? (
        <p className="retry">
          <Button small onClick={onRetry}>
            {stale ? t('reload') : t('retry')}
          </Button>
        </p>
      ) : null}
      {problem.requestId ? (
        <p className="problem-code">
          {problem.code} · {t('request_id')} {problem.requestId} <CopyButton value={problem.requestId} what={t('request_id')} />
        </p>
      ) : null}
    </Notice>
  );
}
