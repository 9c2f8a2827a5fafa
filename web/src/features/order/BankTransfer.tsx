import { useMutation } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '@/lib/api';
import type { Order } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Facts } from '@/ui/Page';
import { DateText, Money } from '@/ui/Text';
import './words';

/** Where to transfer, how much and until when. */
export function BankTransfer({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const { bankAccount: bank, invoice } = order;
  const items: [string, ReactNode][] = [
    [
      t('transfer_amount'),
      <strong key="amount">
        <Money yen={Math.max(order.total - order.paid, 0)} tax="included" />
      </strong>,
    ],
    ...(invoice ? ([[t('due'), <DateText key="due" value={invoice.dueOn} style="long" />]] as [string, ReactNode][]) : []),
    [t('bank'), `${bank.bank} ${bank.branch}`],
    [t('account'), <CopyText key="account" plain value={bank.number} shown={`${bank.kind} ${bank.number}`} what={t('account')} />],
    [t('holder'), bank.holder],
    ...(invoice
      ? ([
          [
            t('invoice_number'),
            <span key="invoice" className="num">
              {invoice.number}
            </span>,
          ],
        ] as [string, ReactNode][])
      : []),
    ...(invoice?.registrationNumber
      ? ([
          [
            t('registration_number'),
            <span key="registration" className="num">
              {invoice.registrationNumber}
            </span>,
          ],
        ] as [string, ReactNode][])
      : []),
  ];
  return <Facts items={items} />;
}

/** The order's invoice and, once it is paid, its receipt. */
export function SavePapers({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  return (
    <div className="row">
      {order.invoice ? <SavePaper paper={order.invoice} label={t('invoice_pdf')} /> : null}
      {order.receipt ? <SavePaper paper={order.receipt} label={t('receipt_pdf')} /> : null}
    </div>
  );
}

function SavePaper({ paper, label }: { paper: { number: string; pdfUrl: string }; label: string }) {
  const save = useMutation({ mutationFn: () => downloadFile(paper.pdfUrl, `${paper.number}.pdf`) });
  return (
    <div className="stack stack-s">
      <Button small icon={<FileDown size={16} aria-hidden="true" />} busy={save.isPending} onClick={() => save.mutate()}>
        {label}
      </Button>
      {save.error ? <ErrorPanel error={save.error} /> : null}
    </div>
  );
}
