import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { Application } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { SlotPicker } from './SlotPicker';
import './words';

const open = ['not_started', 'in_progress', 'scheduled'];

interface Booking {
  id: string;
  step: string;
  alsoStep?: string | null;
  contactName: string;
  at: string;
}

/** When the people of an application are called, chosen by its applicant. */
export function CallBookings({ application }: { application: Application }) {
  const { t } = useTranslation('calls');
  const bookings = useQuery({
    queryKey: ['call-bookings', application.id],
    queryFn: () => unwrap(api.GET('/applications/{id}/call-bookings', { params: { path: { id: application.id } } })),
    refetchInterval: 60_000,
  });
  const items = bookings.data?.items ?? [];
  const covered = new Set(items.map((booking) => booking.alsoStep));
  const steps = application.steps.filter(({ step, status }) => step.endsWith('_call') && open.includes(status) && !covered.has(step));
  if (steps.length === 0) return null;
  return (
    <Card title={t('booking.title')}>
      <div className="stack">
        <p>{t('booking.lead')}</p>
        {bookings.error ? <ErrorPanel error={bookings.error} /> : null}
        {steps.map(({ step }) => (
          <StepBooking key={step} application={application} step={step} booking={items.find((entry) => entry.step === step)} />
        ))}
      </div>
    </Card>
  );
}

function StepBooking({ application, step, booking }: { application: Application; step: string; booking?: Booking }) {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  const [choosing, setChoosing] = useState(false);
  const refresh = () => {
    setChoosing(false);
    for (const key of [['call-bookings', application.id], ['application', application.id], ['slots']]) void queryClient.invalidateQueries({ queryKey: key });
  };
  const cancel = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/applications/{id}/call-bookings/{call}', { params: { path: { id: application.id, call: id } } })),
    onSuccess: refresh,
  });
  return (
    <section className="stack">
      <div className="row">
        <strong>{word('step', step)}</strong>
        {booking ? (
          <span>
            {t('words:honorific', { name: booking.contactName })} <DateText value={booking.at} style="instant" />
          </span>
        ) : (
          <span className="soft">{t('booking.not_yet')}</span>
        )}
        <Button small kind={booking ? 'secondary' : 'primary'} aria-expanded={choosing} onClick={() => setChoosing((on) => !on)}>
          {t(booking ? 'move.move' : 'booking.choose')}
        </Button>
        {booking ? (
          <Button small busy={cancel.isPending} onClick={() => cancel.mutate(booking.id)}>
            {t('move.cancel')}
          </Button>
        ) : null}
      </div>
      {cancel.error ? <ErrorPanel error={cancel.error} /> : null}
      {choosing ? <Choose application={application} step={step} onDone={refresh} /> : null}
    </section>
  );
}

function Choose({ application, step, onDone }: { application: Application; step: string; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const [at, setAt] = useState('');
  const slots = useQuery({ queryKey: ['slots'], queryFn: () => unwrap(api.GET('/calendar/slots', { params: { query: { days: 14 } } })), staleTime: 0 });
  const book = useMutation({
    mutationFn: () => unwrap(api.POST('/applications/{id}/call-bookings', { params: { path: { id: application.id } }, body: { step, at } as never })),
    onSuccess: onDone,
    onError: () => void slots.refetch(),
  });
  if (slots.error) return <ErrorPanel error={slots.error} onRetry={() => void slots.refetch()} />;
  if (!slots.data) return <Loading lines={4} />;
  return (
    <div className="stack">
      <p className="small soft">{t('booking.zone')}</p>
      <SlotPicker days={slots.data.days} value={at} onChange={setAt} />
      {book.error ? <ErrorPanel error={book.error} /> : null}
      <div>
        <Button kind="primary" disabled={at === ''} busy={book.isPending} onClick={() => book.mutate()}>
          {t('move.save')}
        </Button>
      </div>
    </div>
  );
}
