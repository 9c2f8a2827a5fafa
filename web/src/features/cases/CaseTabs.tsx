import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseHistory } from '@/features/casefile/CaseHistory';
import { CorrelationSheet, correlationQuery } from '@/features/casefile/CorrelationSheet';
import { Questions } from '@/features/casefile/Questions';
import type { Case } from '@/lib/types';
import { Tabs } from '@/ui/Tabs';
import { Notes } from './Notes';
import { StepWork } from './StepWork';
import '@/features/casefile/words';
import './words';

const keys = ['checks', 'sheet', 'questions', 'notes', 'history'] as const;
type Key = (typeof keys)[number];

/** Where a reader begins: who reviews at the sheet, who has an answer to read at the questions. */
function firstTab(vettingCase: Case): Key {
  if (vettingCase.unseenAnswers > 0) return 'questions';
  return vettingCase.status === 'in_review' ? 'sheet' : 'checks';
}

/** The parts of a case, one at a time; what was typed in one stays while another is looked at. */
export function CaseTabs({ vettingCase }: { vettingCase: Case }) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { tab?: string };
  const [begin] = useState(() => firstTab(vettingCase));
  const tab = keys.find((key) => key === search.tab) ?? begin;
  const [seen, setSeen] = useState<Set<Key>>(() => new Set([tab]));
  const shown = seen.has(tab) ? seen : new Set([...seen, tab]);
  const choose = (key: string) => {
    setSeen(new Set([...shown, key as Key]));
    void navigate({ to: `/cases/${vettingCase.id}`, search: { ...search, tab: key } as never, replace: true, resetScroll: false });
  };
  const names = useNames(vettingCase);
  const contents: Record<Key, () => ReactNode> = {
    checks: () => <StepWork vettingCase={vettingCase} />,
    sheet: () => <CorrelationSheet vettingCase={vettingCase} />,
    questions: () => <Questions vettingCase={vettingCase} />,
    notes: () => <Notes vettingCase={vettingCase} />,
    history: () => <CaseHistory vettingCase={vettingCase} />,
  };
  return (
    <div className="case-tabs" data-tab={tab}>
      <Tabs keep value={tab} onChange={choose} tabs={keys.map((key) => ({ key, name: names(key), content: shown.has(key) ? contents[key]() : null }))} />
    </div>
  );
}

/** Each tab's name with what waits behind it. */
function useNames(vettingCase: Case): (key: Key) => string {
  const { t } = useTranslation('cases');
  const sheet = useQuery(correlationQuery(vettingCase)).data;
  const undecided = sheet?.rows.filter((row) => row.match === 'different' && typeof row.accepted !== 'boolean').length ?? 0;
  const open = vettingCase.questions.filter((question) => question.status === 'open').length;
  const counts: Partial<Record<Key, string>> = {
    ...(undecided > 0 ? { sheet: t('tabs.undecided', { count: undecided }) } : {}),
    ...(open > 0 ? { questions: t('tabs.waiting', { count: open }) } : {}),
    ...(vettingCase.unseenAnswers > 0 ? { questions: t('tabs.unseen', { count: vettingCase.unseenAnswers }) } : {}),
    ...(vettingCase.notes.length > 0 ? { notes: t('tabs.number', { count: vettingCase.notes.length }) } : {}),
  };
  return (key) => (counts[key] ? t('tabs.with', { name: t(`tabs.${key}`), count: counts[key] as never }) : t(`tabs.${key}`));
}
