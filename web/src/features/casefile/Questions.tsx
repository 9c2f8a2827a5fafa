import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { Case, CaseQuestion } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { MailPreview } from '@/ui/MailPreview';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DateText, useDates } from '@/ui/Text';
import './casefile.css';
import './words';

const tones = { open: 'warn', answered: 'ok', cancelled: 'quiet' } as const;

function keep(changed: Case): void {
  queryClient.setQueryData(['case', changed.id], changed);
  void queryClient.invalidateQueries({ queryKey: ['cases'] });
}

/** Questions to the applicant with their answers; while one is open, the case waits. */
export function Questions({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const dates = useDates();
  const may = useMay()('cases:work') && ['open', 'waiting_for_applicant'].includes(vettingCase.status);
  const [asking, setAsking] = useState(false);
  const questions = [...vettingCase.questions].reverse();
  return (
    <Card
      title={t('questions.title')}
      acts={vettingCase.unseenAnswers > 0 ? <Badge tone="info">{t('questions.unseen_count', { count: vettingCase.unseenAnswers })}</Badge> : undefined}
    >
      <div className="stack">
        {vettingCase.waitingSince ? <Notice tone="info">{t('questions.waiting', { at: dates.instant(vettingCase.waitingSince) })}</Notice> : null}
        {questions.length === 0 ? <p className="soft">{t('questions.empty')}</p> : null}
        {questions.map((question) => (
          <QuestionView key={question.id} question={question} may={may} />
        ))}
        {may && !asking ? (
          <div>
            <Button small onClick={() => setAsking(true)}>
              {t('questions.ask')}
            </Button>
          </div>
        ) : null}
        {may && asking ? <Ask vettingCase={vettingCase} onDone={() => setAsking(false)} /> : null}
      </div>
    </Card>
  );
}

function QuestionView({ question, may }: { question: CaseQuestion; may: boolean }) {
  const { t } = useTranslation('casefile');
  const params = { path: { id: question.id } };
  const cancel = useMutation({ mutationFn: () => unwrap(api.POST('/questions/{id}/cancellations', { params })), onSuccess: keep });
  const read = useMutation({ mutationFn: () => unwrap(api.POST('/questions/{id}/acknowledgements', { params })), onSuccess: keep });
  const fresh = question.status === 'answered' && !question.seen;
  return (
    <article className="stack stack-s" aria-label={question.text}>
      <div className="row">
        <Badge tone={fresh ? 'info' : tones[question.status as keyof typeof tones]}>
          {fresh ? t('questions.unseen') : t(`questions.${question.status as keyof typeof tones}`)}
        </Badge>
        <span className="small soft">
          {question.askedByName} · <DateText value={question.askedAt} style="instant" />
        </span>
      </div>
      <div className="pre-line">{question.text}</div>
      {question.answer ? (
        <blockquote className="answer pre-line">
          <span className="visually-hidden">{t('questions.answer')}: </span>
          {question.answer}
        </blockquote>
      ) : null}
      {cancel.error || read.error ? <ErrorPanel error={cancel.error ?? read.error} /> : null}
      {may && question.status === 'open' ? (
        <div>
          <Button small kind="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('questions.cancel')}
          </Button>
        </div>
      ) : null}
      {may && fresh ? (
        <div>
          <Button small busy={read.isPending} onClick={() => read.mutate()}>
            {t('questions.read')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function Ask({ vettingCase, onDone }: { vettingCase: Case; onDone: () => void }) {
  const { t } = useTranslation('casefile');
  const params = { path: { id: vettingCase.id } };
  const templates = useQuery({
    queryKey: ['question-templates', vettingCase.id],
    queryFn: () => unwrap(api.GET('/cases/{id}/question-templates', { params })),
  }).data?.items;
  const [wantsDocument, setWantsDocument] = useState(false);
  const fields = useFields({ madeFrom: '', text: '' }, { text: [checks.required] });
  const body = () => ({ ...fields.values, wantsDocument });
  const preview = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/question-previews', { params, body: body() })),
    onError: (error) => fields.refuse(error),
  });
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/questions', { params, body: body() })),
    onSuccess: (changed) => {
      keep(changed);
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  const choose = (key: string) => {
    const chosen = templates?.find((template) => template.key === key);
    fields.fill({ madeFrom: key, ...(chosen ? { text: chosen.text } : {}) });
    if (chosen) setWantsDocument(chosen.wantsDocument);
  };
  return (
    <Form label={t('questions.ask')} onSubmit={() => fields.checkAll() && preview.mutate()}>
      <div className="stack stack-s">
        <SelectField
          fields={{ ...fields, set: (_, key) => choose(key) }}
          name="madeFrom"
          label={t('questions.template')}
          empty={t('questions.template_none')}
          choices={(templates ?? []).map((template) => ({ value: template.key, label: template.title }))}
        />
        <TextField fields={fields} name="text" label={t('questions.text')} hint={t('questions.text_hint')} lines={7} required />
        <CheckField label={t('questions.wants_document')} checked={wantsDocument} onChange={setWantsDocument} />
        {preview.error ? <ErrorPanel error={preview.error} /> : null}
        <div>
          <Button kind="primary" type="submit" busy={preview.isPending}>
            {t('questions.preview')}
          </Button>
        </div>
      </div>
      {preview.data ? (
        <Dialog open title={t('questions.preview_title')} onClose={() => preview.reset()}>
          <div className="stack">
            <MailPreview label={t('questions.preview_title')} mail={preview.data} />
            {send.error ? <ErrorPanel error={send.error} /> : null}
            <div className="dialog-buttons">
              <Button kind="primary" busy={send.isPending} onClick={() => send.mutate()}>
                {t('questions.send')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </Form>
  );
}
