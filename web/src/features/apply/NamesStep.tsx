import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { products } from '@/lib/queries';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Field';
import { focusFirstError } from '@/ui/fields';
import { checkNames, NameList } from '@/ui/NameList';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { WizardFoot } from '@/ui/Wizard';
import type { StepProps } from './CsrStep';

/** The names of the certificate, beside those in the CSR. */
export function NamesStep({ application, draft, goTo }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const product = useQuery(products).data?.items.find((item) => item.id === application.product);
  const csrNames = application.csr?.names ?? [];
  const given = application.draft.names?.length ? application.draft.names : application.names.length ? application.names : csrNames;
  const [names, setNames] = useState(given.length ? given : ['']);
  const [errors, setErrors] = useState<ReturnType<typeof checkNames>>([]);
  const differ = csrNames.length > 0 && [...csrNames].sort().join() !== names.filter(Boolean).sort().join();
  const submit = () => {
    const found = checkNames(names, product?.wildcards);
    setErrors(found);
    if (found.some(Boolean)) focusFirstError();
    else draft.save({ step: 'organization', names: names.filter(Boolean) });
  };
  return (
    <Form onSubmit={submit}>
      <Card>
        <div className="stack">
          <p>{t('names.text')}</p>
          <NameList
            names={names}
            maxNames={product?.maxNames ?? Math.max(given.length, 1)}
            errors={errors}
            onChange={(next) => {
              setNames(next);
              setErrors([]);
            }}
            onCheck={() => setErrors((known) => (known.length ? checkNames(names, product?.wildcards) : known))}
            words={{
              label: (at) => (at === 0 ? t('names.first') : t('names.more', { number: at })),
              add: t('names.add'),
              remove: (name) => t('names.remove', { name }),
            }}
          />
          {product ? <p className="small soft">{t('names.max', { product: product.name, max: product.maxNames })}</p> : null}
          {differ ? (
            <Notice tone="warn">
              <p>{t('names.differ')}</p>
              <Button small kind="quiet" onClick={() => setNames(csrNames)}>
                {t('names.from_csr')}
              </Button>
            </Notice>
          ) : null}
        </div>
      </Card>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button onClick={() => goTo('csr')}>{t('words:back')}</Button>
        <Button kind="primary" type="submit" busy={draft.saving} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('next.organization')}
        </Button>
      </WizardFoot>
    </Form>
  );
}
