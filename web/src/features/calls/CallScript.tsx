import { useTranslation } from 'react-i18next';
import type { Call } from '@/lib/types';
import { ChoiceGroup } from '@/ui/Field';
import './words';

interface CallScriptProps {
  call: Call;
  spoken: 'ja' | 'en';
  answers: Record<string, string>;
  onAnswer?: (question: string, answer: string) => void;
}

/** What is said: to the switchboard, as a greeting, the questions, and at the end. */
export function CallScript({ call, spoken, answers, onAnswer }: CallScriptProps) {
  const { t } = useTranslation('calls');
  return (
    <>
      <h3>{t('sheet.script')}</h3>
      <Spoken title={t('sheet.reception')} text={call.reception} language={spoken} />
      <Spoken title={t('sheet.greeting')} text={call.greeting} language={spoken} />
      <ol className="script">
        {call.script.map((line) => (
          <li key={line.question} lang={spoken}>
            {onAnswer ? (
              <ChoiceGroup
                legend={line.text}
                name={`answer-${line.question}`}
                columns
                value={answers[line.question] ?? ''}
                onChange={(answer) => onAnswer(line.question, answer)}
                choices={[
                  { value: 'yes', label: t('sheet.yes') },
                  { value: 'no', label: t('sheet.no') },
                ]}
              />
            ) : (
              <p className="script-text">{line.text}</p>
            )}
          </li>
        ))}
      </ol>
      <Spoken title={t('sheet.closing')} text={call.closing} language={spoken} />
    </>
  );
}

function Spoken({ title, text, language }: { title: string; text: string; language: string }) {
  return (
    <section className="spoken">
      <h4 className="small soft">{title}</h4>
      <p lang={language}>{text}</p>
    </section>
  );
}
