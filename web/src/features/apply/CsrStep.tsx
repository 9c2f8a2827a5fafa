import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { order as orderQuery } from '@/lib/queries';
import type { Application, CsrInspection } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup } from '@/ui/Field';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { WizardFoot } from '@/ui/Wizard';
import { CsrView } from './CsrView';
import type { SaveDraft, Step } from './draft';
import { MakeKey } from './MakeKey';
import { PasteCsr } from './PasteCsr';

export interface StepProps {
  application: Application;
  draft: SaveDraft;
  goTo: (step: Step) => void;
}

/** Make key and CSR here, or bring a CSR; either way the server says what it thinks of it. */
export function CsrStep({ application, draft }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const given = application.draft.csr ?? '';
  const [method, setMethod] = useState(given ? 'paste' : 'make');
  const [csr, setCsr] = useState(given);
  const [keySaved, setKeySaved] = useState(true);
  const [problem, setProblem] = useState<'csr.not_made' | 'csr.saved_error' | 'csr.inspect_needed' | null>(null);
  const order = useQuery({ ...orderQuery(application.orderId), retry: false });
  const inspected = useRef(given);
  const inspect = useMutation({
    mutationFn: (text: string) => unwrap(api.POST('/csr-inspections', { body: { csr: text } })),
    onSuccess: (_, text) => {
      inspected.current = text;
      setCsr(text);
      setProblem(null);
    },
  });
  const result: CsrInspection | null = inspect.data ?? (csr === given ? application.csr : null);
  const next = () => {
    if (!csr) return setProblem(method === 'make' ? 'csr.not_made' : 'csr.inspect_needed');
    if (!keySaved) return setProblem('csr.saved_error');
    if (csr !== inspected.current) return setProblem('csr.inspect_needed');
    if (result && !result.acceptable) return;
    const names = application.draft.names?.length ? application.draft.names : application.names.length ? application.names : (result?.names ?? []);
    draft.save({ step: 'names', csr, names });
  };
  const change = (value: string) => {
    setMethod(value);
    setProblem(null);
    setCsr(value === 'paste' ? given : '');
    setKeySaved(value === 'paste');
    inspect.reset();
  };
  const names = application.draft.names?.length ? application.draft.names : application.names.length ? application.names : (order.data?.names ?? []);
  return (
    <div>
      <div className="stack">
        <Card>
          <ChoiceGroup
            legend={t('csr.method')}
            name="method"
            required
            columns
            value={method}
            onChange={change}
            choices={[
              { value: 'make', label: t('csr.make'), note: t('csr.make_note') },
              { value: 'paste', label: t('csr.paste'), note: t('csr.paste_note') },
            ]}
          />
        </Card>
        {method === 'make' && order.isLoading ? <Loading /> : null}
        {method === 'make' && !order.isLoading ? (
          <MakeKey
            names={names}
            organization={application.draft.organization}
            customer={order.data?.customer}
            onMade={(made) => {
              setKeySaved(false);
              setCsr('');
              inspect.mutate(made);
            }}
            onSaved={(saved) => {
              setKeySaved(saved);
              setProblem(null);
            }}
          />
        ) : null}
        {method === 'paste' ? <PasteCsr initial={given} names={names} busy={inspect.isPending} onCheck={(text) => inspect.mutate(text)} onChange={() => setCsr('')} /> : null}
        {inspect.error ? <ErrorPanel error={inspect.error} /> : null}
        {result ? <CsrView csr={result} /> : null}
        {problem ? <Notice tone="warn" title={t(problem)} live /> : null}
      </div>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button kind="primary" busy={draft.saving} onClick={next} disabled={result?.acceptable === false || (method === 'make' && Boolean(csr) && !keySaved)} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('next.names')}
        </Button>
      </WizardFoot>
    </div>
  );
}
