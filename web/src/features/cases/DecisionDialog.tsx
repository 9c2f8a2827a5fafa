import { useTranslation } from 'react-i18next';
import { Subject } from '@/features/apply/Subject';
import type { Case } from '@/lib/types';
import { ConfirmDialog } from '@/ui/Dialog';
import { CheckField, TextField } from '@/ui/Field';
import type { Fields } from '@/ui/fields';
import { Chips, Facts } from '@/ui/Page';
import '@/features/casefile/words';
import './words';

/** Decisions that are asked for once more in one dialog; the endings have dialogs of their own. */
export type Decision = 'recommend' | 'approve' | 'return';
export type Verb = Decision | 'reject' | 'withdraw';

/** A decision's verb, as its button says it. */
export function useVerb(): (verb: Verb) => string {
  const { t } = useTranslation('cases');
  const { t: file } = useTranslation('casefile');
  return (verb) => (verb === 'return' ? file('decision.return') : t(`decision.${verb}`));
}

interface DecisionDialogProps {
  verb: Decision;
  vettingCase: Case;
  fields: Fields<'reason'>;
  review: { reviewed: boolean; onChange: (reviewed: boolean) => void };
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more; who approves says what was reviewed, who sends back says why. */
export function DecisionDialog({ verb, vettingCase, fields, review, ...rest }: DecisionDialogProps) {
  const { t } = useTranslation('cases');
  const { t: file } = useTranslation('casefile');
  const say = useVerb();
  const words = { name: vettingCase.organizationName };
  const title = verb === 'return' ? file('decision.return_title') : t(`decision.${verb}_title`);
  const blocked = verb === 'approve' && !review.reviewed;
  return (
    <ConfirmDialog open title={title} verb={say(verb)} blocked={blocked} {...rest}>
      <p>{verb === 'return' ? file('decision.return_text') : t(`decision.${verb}_text`, words)}</p>
      {verb === 'approve' ? <Content vettingCase={vettingCase} /> : null}
      {verb === 'approve' ? <CheckField label={file('correlation.reviewed')} checked={review.reviewed} onChange={review.onChange} /> : null}
      {verb === 'approve' ? (
        <TextField fields={fields} name="reason" label={file('correlation.note')} hint={file('correlation.note_hint')} required lines={3} />
      ) : null}
      {verb === 'return' ? <TextField fields={fields} name="reason" label={file('decision.return_reason')} required lines={4} /> : null}
    </ConfirmDialog>
  );
}

/** What the certificate will say: its names and its subject, with the registration for EV. */
function Content({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const { names, organization, registration } = vettingCase;
  return (
    <Facts
      items={[
        [t('words:field.names'), <Chips key="names" values={names} />],
        [t('decision.subject'), <Subject key="subject" organization={organization} commonName={names[0] ?? ''} registration={registration} />],
      ]}
    />
  );
}
