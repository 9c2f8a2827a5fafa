import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/lib/types';
import { Wizard } from '@/ui/Wizard';
import { ConfirmStep } from './ConfirmStep';
import { CustomerStep } from './CustomerStep';
import { ProductStep } from './ProductStep';
import type { OrderDraft } from './state';
import './words';

interface OrderWizardProps {
  draft: OrderDraft;
  onChange: (some: Partial<OrderDraft>) => void;
  onPlaced: (order: Order) => void;
  /** Stands where the organization would be typed, for an order of one that is known. */
  organization?: ReactNode;
}

/** Product, orderer, quote: the steps of an order. */
export function OrderWizard({ draft, onChange, onPlaced, organization }: OrderWizardProps) {
  const { t } = useTranslation('order');
  const steps = (['product', 'customer', 'confirm'] as const).map((key) => ({ key, name: t(`step.${key}`) }));
  return (
    <Wizard label={t('steps_label')} steps={steps} current={draft.step} reached={draft.step} onGo={(step) => onChange({ step: step as OrderDraft['step'] })}>
      {draft.step === 'product' ? <ProductStep draft={draft} onDone={(some) => onChange({ ...some, step: 'customer' })} /> : null}
      {draft.step === 'customer' ? (
        <CustomerStep
          draft={draft}
          organization={organization}
          onBack={(some) => onChange({ ...some, step: 'product' })}
          onRefused={onChange}
          onDone={(some) => onChange({ ...some, step: 'confirm' })}
        />
      ) : null}
      {draft.step === 'confirm' && draft.quoteId ? (
        <ConfirmStep quoteId={draft.quoteId} onBack={() => onChange({ step: 'customer' })} onPlaced={onPlaced} />
      ) : null}
    </Wizard>
  );
}
