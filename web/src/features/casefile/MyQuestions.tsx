import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { ApplicantQuestion, Application } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { DateText, useDates } from '@/ui/Text';
import { accepted, formatSize, readFile } from './file';
import './casefile.css';
import './words';

/** The desk's questions, to be answered here with words and documents. */
export function MyQuestions({ application }: { application: Application }) {
  const { t } = useTranslation('casefile');
  if (application.questions.length === 0) return null;
  const waiting = application.status === 'waiting_for_applicant' && application.questions.some((question) => question.status === 'open');
  return (
    <Card title={t('mine.title')}>
      <div className="stack">
        <Standing application={application} waiting={waiting} />
        {application.questions.map((question) => (
          <QuestionView key={question.id} application={application} question={question} open={waiting && question.status === 'open'} />
        ))}
      </div>
    </Card>
  );
}

/** What is asked, or that vetting goes on; of an ended application neither. */
function Standing({ application, waiting }: { application: Application; waiting: boolean }) {
  const { t } = useTranslation('casefile');
  if (waiting) return <p>{t('mine.lead')}</p>;
  return ['submitted', 'vetting'].includes(application.status) ? <Notice tone="ok">{t('mine.thanks')}</Notice> : null;
}

function QuestionView({ application, question, open }: { application: Application; question: ApplicantQuestion; open: boolean }) {
  const { t } = useTranslation('casefile');
  const dates = useDates();
  return (
    <article className="stack stack-s" aria-label={t('mine.asked', { at: dates.instant(question.askedAt) })}>
      <div className="small soft">{t('mine.asked', { at: dates.instant(question.askedAt) })}</div>
      <div className="pre-line">{question.text}</div>
      {question.documents.length ? (
        <div className="small">
          {t('mine.sent')}
          <ul className="plain-list">
            {question.documents.map((document) => (
              <li key={`${document.fileName}-${document.at}`}>
                {document.fileName}（{formatSize(document.size)}）
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {open ? <Answer application={application} question={question} /> : null}
      {question.answeredAt ? (
        <blockquote className="answer">
          <div className="small soft">
            {t('mine.answered')} <DateText value={question.answeredAt} style="instant" />
          </div>
          <div className="pre-line">{question.answer}</div>
        </blockquote>
      ) : null}
    </article>
  );
}

function Answer({ application, question }: { application: Application; question: ApplicantQuestion }) {
  const { t } = useTranslation('casefile');
  const fields = useFields({ text: '' }, { text: [checks.required] });
  const upload = useMutation({
    mutationFn: async (file: File) =>
      unwrap(
        api.POST('/applications/{id}/documents', {
          params: { path: { id: application.id } },
          body: { questionId: question.id, ...(await readFile(file)) },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['application', application.id] }),
  });
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/questions/{id}/answers', { params: { path: { id: question.id } }, body: { text: fields.values.text } })),
    onSuccess: (changed) => {
      queryClient.setQueryData(['application', changed.id], changed);
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form label={t('mine.answer')} onSubmit={() => fields.checkAll() && send.mutate()}>
      <div className="stack stack-s">
        <FileField label={`${t('mine.document')} ${t('mine.document_hint')}`} accept={accepted} onFile={(file) => upload.mutate(file)} />
        {upload.error ? <ErrorPanel error={upload.error} /> : null}
        <TextField fields={fields} name="text" label={t('mine.answer')} lines={4} required />
        {send.error ? <ErrorPanel error={send.error} /> : null}
        <div>
          <Button kind="primary" type="submit" busy={send.isPending || upload.isPending}>
            {t('mine.send')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
