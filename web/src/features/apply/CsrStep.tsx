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

type Problem = 'csr.not_made' | 'csr.saved_error' | 'csr.inspect_needed';

interface Prepared {
  method: string;
  csr: string;
  inspected: string;
  keySaved: boolean;
}

/** What is still to be done before the next step. */
function missing({ method, csr, inspected, keySaved }: Prepared): Problem | null {
  if (!csr) return method === 'make' ? 'csr.not_made' : 'csr.inspect_needed';
  if (!keySaved) return 'csr.saved_error';
  return csr === inspected ? null : 'csr.inspect_needed';
}

/** The names known so far: of the draft, of the application, of whatever else there is. */
function knownNames(application: Application, others: string[] | undefined): string[] {
  if (application.draft.names?.length) return application.draft.names;
  return application.names.length ? application.names : (others ?? []);
}

/** Make key and CSR here, or bring a CSR; either way the server says what it thinks of it. */
export function CsrStep({ application, draft }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const given = application.draft.csr ?? '';
  const [method, setMethod] = useState(given ? 'paste' : 'make');
  const [csr, setCsr] = useState(given);
  const [keySaved, setKeySaved] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const inspected = useRef(given);
  const inspect = useMutation({
    mutationFn: (text: string) => unwrap(api.POST('/csr-inspections', { body: { csr: text } })),
    onSuccess: (_, text) => {
      inspected.current = text;
      setCsr(text);
      setProblem(null);
    },
  });
  const result: CsrInspection | null = inspect.data ?? (csr === given ? application.csr : null) ?? null;
  const next = () => {
    const found = missing({ method, csr, inspected: inspected.current, keySaved });
    setProblem(found);
    if (!found && result?.acceptable !== false) draft.save({ step: 'names', csr, names: knownNames(application, result?.names) });
  };
  const change = (value: string) => {
    setMethod(value);
    setProblem(null);
    setCsr(value === 'paste' ? given : '');
    setKeySaved(value === 'paste');
    inspect.reset();
  };
  const made = (text: string) => {
    setKeySaved(false);
    setCsr('');
    inspect.mutate(text);
  };
  const saved = (kept: boolean) => {
    setKeySaved(kept);
    setProblem(null);
  };
  return (
    <div>
      <div className="stack">
        <Method value={method} onChange={change} />
        {method === 'make' ? (
          <Make application={application} onMade={made} onSaved={saved} />
        ) : (
          <PasteCsr
            initial={given}
            names={knownNames(application, undefined)}
            busy={inspect.isPending}
            onCheck={(text) => inspect.mutate(text)}
            onChange={() => setCsr('')}
          />
        )}
        {inspect.error ? <ErrorPanel error={inspect.error} /> : null}
        {result ? <CsrView csr={result} /> : null}
        {problem ? <Notice tone="warn" title={t(problem)} live /> : null}
      </div>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button
          kind="primary"
          busy={draft.saving}
          onClick={next}
          disabled={result?.acceptable === false || (csr !== '' && !keySaved)}
          iconAfter={<ArrowRight size={18} aria-hidden="true" />}
        >
          {t('next.names')}
        </Button>
      </WizardFoot>
    </div>
  );
}

function Method({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('apply');
  return (
    <Card>
      <ChoiceGroup
        legend={t('csr.method')}
        name="method"
        required
        columns
        value={value}
        onChange={onChange}
        choices={[
          { value: 'make', label: t('csr.make'), note: t('csr.make_note') },
          { value: 'paste', label: t('csr.paste'), note: t('csr.paste_note') },
        ]}
      />
    </Card>
  );
}

/** The key maker, prefilled from the order once it is known. */
function Make({ application, onMade, onSaved }: { application: Application; onMade: (csr: string) => void; onSaved: (saved: boolean) => void }) {
  const order = useQuery({ ...orderQuery(application.orderId), retry: false });
  if (order.isLoading) return <Loading />;
  return (
    <MakeKey
      names={knownNames(application, order.data?.names)}
      organization={application.draft.organization ?? undefined}
      customer={order.data?.customer}
      onMade={onMade}
      onSaved={onSaved}
    />
  );
}
