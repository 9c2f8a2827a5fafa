import { useMutation } from '@tanstack/react-query';
import { ArrowRight, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keepCsrfToken, unwrap } from '@/lib/api';
import { queryClient, sessionKey } from '@/lib/session';
import type { Quote, RegisterEntry } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, ErrorSummary, Form, TextField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { WizardFoot } from '@/ui/Wizard';
import { type CustomerField, type OrderDraft, quoteRequest, type RecipientField } from './state';

interface CustomerStepProps {
  draft: OrderDraft;
  /** Stands where the organization would be typed, for an order of one that is known. */
  organization?: ReactNode;
  onBack: (some: Partial<OrderDraft>) => void;
  /** What was typed was refused, and has to outlive a log-in. */
  onRefused: (some: Partial<OrderDraft>) => void;
  onDone: (some: Partial<OrderDraft>) => void;
}

const { required, email, phone, postal, corporateNumber, kana } = checks;

const ofOrganization = {
  organizationName: [required],
  organizationKana: [required, kana],
  corporateNumber: [corporateNumber],
  postalCode: [required, postal],
  state: [required],
  locality: [required],
  street: [required],
};
const ofContact = { contactName: [required], email: [required, email], phone: [required, phone] };

/** What of the customer is typed here. */
function typedOf({ customer }: OrderDraft, known: boolean): Record<CustomerField, string> {
  const { department, contactName, email, phone } = customer;
  return known ? ({ department, contactName, email, phone } as Record<CustomerField, string>) : customer;
}

export function CustomerStep({ draft, organization, onBack, onRefused, onDone }: CustomerStepProps) {
  const { t } = useTranslation(['order', 'words']);
  const language = useLanguage();
  const [other, setOther] = useState(draft.otherRecipient);
  const known = organization !== undefined;
  const customer = useFields<CustomerField>(typedOf(draft, known), known ? ofContact : { ...ofOrganization, ...ofContact });
  const recipient = useFields<RecipientField>(draft.recipient, other ? { name: [required], email: [required, email] } : {});
  const typed = { customer: { ...draft.customer, ...customer.values }, otherRecipient: other, recipient: recipient.values };
  const quote = useMutation({
    mutationFn: () => unwrap(api.POST('/quotes', { body: quoteRequest({ ...draft, ...typed }, language) })),
    onSuccess: (made: Quote) => {
      keepCsrfToken(made.csrfToken);
      queryClient.setQueryData(['quote', made.id], made);
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      onDone({ ...typed, quoteId: made.id });
    },
    onError: (error) => {
      onRefused(typed);
      customer.refuse(error, 'customer');
      recipient.refuse(error, 'codeRecipient');
    },
  });
  const submit = () => {
    const good = [customer.checkAll(), recipient.checkAll()];
    if (good.every(Boolean)) quote.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <ErrorSummary fields={customer} />
        {quote.error ? <ErrorPanel error={quote.error} /> : null}
        {organization ?? <Company fields={customer} />}
        <Card title={t('contact_title')}>
          <div className="fields">
            <p className="soft">{t('contact_note')}</p>
            <TextField
              fields={customer}
              name="department"
              label={t('words:field.department')}
              optional
              size="m"
              autoComplete="organization-title"
              example={language === 'ja' ? '情報システム部' : undefined}
            />
            <TextField fields={customer} name="contactName" label={t('words:field.contactName')} required size="m" autoComplete="name" example="佐藤 花子" />
            <TextField
              fields={customer}
              name="email"
              label={t('words:field.email')}
              required
              kind="email"
              size="m"
              autoComplete="email"
              example="hanako.sato@aozora.example.jp"
            />
            <TextField
              fields={customer}
              name="phone"
              label={t('words:field.phone')}
              required
              kind="phone"
              size="s"
              autoComplete="tel"
              hint={t('phone_hint')}
              example="03-1234-5678"
            />
          </div>
        </Card>
        <Card title={t('recipient_title')}>
          <div className="fields">
            <ChoiceGroup
              legend={t('recipient_legend')}
              name="recipient"
              columns
              value={other ? 'other' : 'same'}
              onChange={(value) => setOther(value === 'other')}
              choices={[
                { value: 'same', label: t('recipient_same') },
                { value: 'other', label: t('recipient_other'), note: t('recipient_other_note') },
              ]}
            />
            {other ? (
              <>
                <TextField fields={recipient} name="name" label={t('recipient_name')} required size="m" />
                <TextField fields={recipient} name="email" label={t('recipient_email')} required kind="email" size="m" />
              </>
            ) : null}
          </div>
        </Card>
      </div>
      <WizardFoot>
        <Button onClick={() => onBack(typed)}>{t('words:back')}</Button>
        <Button kind="primary" type="submit" busy={quote.isPending} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('to_confirm')}
        </Button>
      </WizardFoot>
    </Form>
  );
}

function Company({ fields }: { fields: Fields<CustomerField> }) {
  const { t } = useTranslation(['order', 'words']);
  const find = useMutation({
    mutationFn: (number: string) => unwrap(api.GET('/register-entries', { params: { query: { number, limit: 1 } } })),
    onSuccess: ({ items }) => {
      const entry = items[0];
      if (entry) fields.fill(fromRegister(entry));
    },
  });
  const entry = find.data?.items[0];
  return (
    <Card title={t('company_title')}>
      <div className="fields">
        <div className="name-row">
          <TextField fields={fields} name="corporateNumber" label={t('words:field.corporateNumber')} optional kind="digits" size="s" hint={t('number_hint')} />
          <Button
            icon={<Search size={16} aria-hidden="true" />}
            busy={find.isPending}
            onClick={() => (fields.values.corporateNumber ? find.mutate(fields.values.corporateNumber.replace(/\D/g, '')) : fields.check('corporateNumber'))}
          >
            {t('number_find')}
          </Button>
        </div>
        {find.error ? <ErrorPanel error={find.error} /> : null}
        {find.data ? (
          <Notice tone={entry ? 'ok' : 'warn'} live>
            {entry ? t('number_found', { name: entry.name }) : t('number_missing')}
          </Notice>
        ) : null}
        <TextField
          fields={fields}
          name="organizationName"
          label={t('words:field.organizationName')}
          required
          autoComplete="organization"
          example="株式会社青空商事"
          readingTo="organizationKana"
        />
        <TextField
          fields={fields}
          name="organizationKana"
          label={t('words:field.organizationKana')}
          required
          kind="kana"
          example="カブシキガイシャアオゾラショウジ"
        />
        <TextField
          fields={fields}
          name="postalCode"
          label={t('words:field.postalCode')}
          required
          kind="postal"
          size="xs"
          autoComplete="postal-code"
          hint={t('postal_hint')}
        />
        <TextField fields={fields} name="state" label={t('words:field.state')} required size="s" autoComplete="address-level1" example="東京都" />
        <TextField fields={fields} name="locality" label={t('words:field.locality')} required size="m" autoComplete="address-level2" example="千代田区" />
        <TextField fields={fields} name="street" label={t('words:field.street')} required autoComplete="street-address" example="丸の内1-1-1 青空ビル3階" />
      </div>
    </Card>
  );
}

function fromRegister(entry: RegisterEntry): Partial<Record<CustomerField, string>> {
  return {
    organizationName: entry.name,
    ...(entry.nameKana ? { organizationKana: entry.nameKana } : {}),
    corporateNumber: entry.number,
    postalCode: entry.postalCode,
    state: entry.prefecture,
    locality: entry.city,
    street: entry.street,
  };
}
