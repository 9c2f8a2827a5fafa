import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, loginAddress, unwrap } from '@/lib/api';
import { keepSession, queryClient, sessionKey, useKnownSession } from '@/lib/session';
import type { Session } from '@/lib/types';
import { Button, ButtonAnchor } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { LoginForm } from './LoginForm';
import './words';

const warnAt = 120;
const watchKey = ['session-watch'];

/** What the page knows of who is signed in is left alone once nobody is: what was typed stays where it is. */
async function look(): Promise<Session> {
  const session = await unwrap(api.GET('/session'));
  if (session.user) keepSession(session);
  return session;
}

/** Seconds from the server's answer, which came at `heard`, to the end that it told. */
function secondsLeft(session: Session | undefined, heard: number): number {
  if (!session?.expiresAt) return Number.POSITIVE_INFINITY;
  return (Date.parse(session.expiresAt) - Date.parse(session.now) - (Date.now() - heard)) / 1000;
}

function useTick(seconds: number): void {
  const [, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
}

/** Warns two minutes before the session ends unused and offers to go on; says so when it has ended. */
export function SessionWatch() {
  useTick(5);
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery({
    queryKey: watchKey,
    queryFn: look,
    initialData: () => queryClient.getQueryData<Session>(sessionKey),
    initialDataUpdatedAt: () => queryClient.getQueryState(sessionKey)?.dataUpdatedAt,
    staleTime: 60_000,
    gcTime: 0,
    refetchInterval: (query) => (secondsLeft(query.state.data, query.state.dataUpdatedAt) <= warnAt ? 10_000 : 60_000),
    refetchIntervalInBackground: true,
  });
  const left = secondsLeft(data, dataUpdatedAt);
  const goOn = (session: Session) => {
    queryClient.setQueryData(watchKey, session);
    void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== watchKey[0] });
  };
  if (!data) return null;
  if (!data.user) return <Ended onLogin={goOn} />;
  if (left > warnAt) return null;
  if (data.expiresAt === data.endsAt) return <LastMinutes left={left} />;
  return <Warning left={left} busy={isFetching} error={error} onContinue={() => void refetch()} />;
}

const minutes = (left: number) => Math.max(1, Math.ceil(left / 60));

function Warning({ left, busy, error, onContinue }: { left: number; busy: boolean; error: unknown; onContinue: () => void }) {
  const { t } = useTranslation('account');
  return (
    <Dialog open title={t('session.warning_title')} size="md" onClose={onContinue}>
      <div className="stack">
        <p>{t('session.warning_text', { count: minutes(left) })}</p>
        {error ? <ErrorPanel error={error} /> : null}
      </div>
      <div className="dialog-buttons">
        <Button kind="primary" busy={busy} autoFocus onClick={onContinue}>
          {t('session.continue')}
        </Button>
      </div>
    </Dialog>
  );
}

/** The longest time that one log-in lasts is nearly over. */
function LastMinutes({ left }: { left: number }) {
  const { t } = useTranslation('account');
  const [seen, setSeen] = useState(false);
  return (
    <Dialog open={!seen} title={t('session.warning_title')} size="md" onClose={() => setSeen(true)}>
      <p>{t('session.last_text', { count: minutes(left) })}</p>
      <div className="dialog-buttons">
        <Button kind="primary" autoFocus onClick={() => setSeen(true)}>
          {t('session.seen')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Signs the same person in again on the page as it stands, so that what was typed is not lost. */
function Ended({ onLogin }: { onLogin: (session: Session) => void }) {
  const { t } = useTranslation('account');
  const [seen, setSeen] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const email = useKnownSession()?.user?.email;
  const login = loginAddress();
  const other = login ? (
    <ButtonAnchor kind="quiet" href={login}>
      {t('login.restart')}
    </ButtonAnchor>
  ) : null;
  return (
    <Dialog open={!seen} title={t('session.ended_title')} size="md" onClose={() => setSeen(true)}>
      <div className="stack">
        <p>{t('session.ended_text')}</p>
        {email ? <p className="small soft wrap">{email}</p> : null}
        <LoginForm email={email} needsCode={needsCode} onNeedsCode={setNeedsCode} onLogin={onLogin} other={other} />
      </div>
    </Dialog>
  );
}
