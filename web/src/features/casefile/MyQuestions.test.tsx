import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { Application } from '@/lib/types';
import { show } from '@/test/render';
import { MyQuestions } from './MyQuestions';

const question = { id: 'qst_1', text: '部署名を教えてください', askedAt: '2026-11-27T01:00:00Z', status: 'answered', answeredAt: null, documents: [] };
const application = (status: string) => ({ id: 'app_1', status, questions: [question] }) as unknown as Application;

test.each([
  ['vetting', 1],
  ['issued', 0],
])('of an application that is %s the page tells that vetting goes on: %i', async (status, times) => {
  await changeLanguage('ja');
  await show(<MyQuestions application={application(status)} />);
  expect(screen.getByText(question.text)).toBeTruthy();
  expect(screen.queryAllByText(/審査を再開します/)).toHaveLength(times);
});
