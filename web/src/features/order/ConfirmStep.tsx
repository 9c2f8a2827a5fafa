import { useMutation, useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, downloadFile, unwrap } from '@/lib/api';
import { quote as quoteQuery } from '@/lib/queries';
import { queryClient, sessionKey } from '@/lib/session';
import type { Order, Quote } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Chips, Facts } from '@/ui/Page';
import { DateText, Money } from '@/ui/Text';
import { WizardFoot } from '@/ui/Wizard';

interface ConfirmStepProps {
  quoteId: string;
  onBack: () => void;
  onPlaced: (order: Order) => void;
}

export function ConfirmStep({ quoteId, onBack, onPlaced }: ConfirmStepProps) {
  const { t } = useTranslation(['order', 'words']);
  const { data: quote, error, refetch } = useQuery({ ...quoteQuery(quoteId), staleTime: 60_000 });
  const place = useMutation({
    mutationFn: () => unwrap(api.POST('/orders', { body: { quoteId }, headers: { 'Idempotency-Key': `order-${quoteId}` } })),
    onSuccess: (order) => {
      queryClient.setQueryData(['order', order.id], order);
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      void queryClient.invalidateQueries({ queryKey: ['orders'] });
      onPlaced(order);
    },
  });
  const back = <Button onClick={onBack}>{t('change')}</Button>;
  if (error) {
    return (
      <div>
        <ErrorPanel error={error} onRetry={() => void refetch()} />
        <WizardFoot>{back}</WizardFoot>
      </div>
    );
  }
  if (!quote) return <Loading />;
  return (
    <div>
      <div className="stack">
        {place.error ? <ErrorPanel error={place.error} /> : null}
        <Card title={t('quote_title')} acts={<SaveQuote quote={quote} />}>
          <div className="stack">
            <Facts
              items={[
                [
                  t('quote_number'),
                  <span key="number" className="num">
                    {quote.number}
                  </span>,
                ],
                [t('quote_valid'), <DateText key="until" value={quote.validUntil} style="long" />],
                [t('words:field.names'), <Chips key="names" values={quote.names} />],
              ]}
            />
            <QuoteLines quote={quote} />
          </div>
        </Card>
        <Card title={t('step.customer')}>
          <CustomerFacts quote={quote} />
        </Card>
        <p className="soft">{t('order_note')}</p>
      </div>
      <WizardFoot>
        {back}
        <Button kind="primary" busy={place.isPending} onClick={() => place.mutate()}>
          {t('place')}
        </Button>
      </WizardFoot>
    </div>
  );
}

function SaveQuote({ quote }: { quote: Quote }) {
  const { t } = useTranslation('order');
  const save = useMutation({ mutationFn: () => downloadFile(quote.pdfUrl, `${quote.number}.pdf`) });
  return (
    <div className="stack stack-s">
      <Button small icon={<FileDown size={16} aria-hidden="true" />} busy={save.isPending} onClick={() => save.mutate()}>
        {t('quote_pdf')}
      </Button>
      {save.error ? <ErrorPanel error={save.error} /> : null}
    </div>
  );
}

export function QuoteLines({ quote }: { quote: Quote }) {
  const { t } = useTranslation('order');
  return (
    <table className="table table-plain table-quote">
      <caption className="visually-hidden">{t('quote_title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('line')}</th>
          <th scope="col" className="right">
            {t('quantity')}
          </th>
          <th scope="col" className="right">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {quote.lines.map((line) => (
          <tr key={line.description}>
            <td>{line.description}</td>
            <td className="right">{line.quantity}</td>
            <td className="right">
              <Money yen={line.amount} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" colSpan={2}>
            {t('net')}
          </th>
          <td className="right">
            <Money yen={quote.net} />
          </td>
        </tr>
        {quote.taxes.map((tax) => (
          <tr key={tax.rate}>
            <th scope="row" colSpan={2}>
              {t('tax', { rate: tax.rate })}
            </th>
            <td className="right">
              <Money yen={tax.tax} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" colSpan={2} className="total-head">
            {t('total')}
          </th>
          <td className="right total">
            <Money yen={quote.total} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function CustomerFacts({ quote }: { quote: Quote }) {
  const { t } = useTranslation('words');
  const { customer } = quote;
  return (
    <Facts
      items={[
        [t('field.organizationName'), customer.organizationName],
        [t('field.address'), `〒${customer.postalCode} ${customer.state}${customer.locality}${customer.street}`],
        [t('field.contactName'), [customer.department, customer.contactName].filter(Boolean).join(' ')],
        [t('field.email'), customer.email],
        [t('field.phone'), customer.phone],
      ]}
    />
  );
}
