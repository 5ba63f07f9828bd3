import { expect, it } from 'vitest';
import { requestWord } from '../../console/screens/cases/steps.ts';
import { assessmentStates } from '../../domain/assessment-steps.ts';

const asked = { dueOn: '2026-12-10', answeredAt: null, stoppedAt: null, stoppedBy: null };

it('documents that nobody sent are awaited while their case waits for them, and no longer', () => {
  const awaitedIn = assessmentStates.filter((state) => requestWord(asked, state).word === 'requests.until');
  expect(awaitedIn).toEqual(['awaitingDocuments']);
  expect(requestWord(asked, 'withdrawn')).toEqual({ word: 'requests.caseEnded', on: '2026-12-10' });
});

it('documents that came, or whose wait was ended, say so in whichever state the case is', () => {
  for (const state of assessmentStates) {
    const at = '2026-12-01T09:00:00Z';
    expect(requestWord({ ...asked, answeredAt: at }, state)).toEqual({ word: 'requests.answered', on: at });
    expect(requestWord({ ...asked, stoppedAt: at }, state).word).toBe('requests.expired');
    expect(requestWord({ ...asked, stoppedAt: at, stoppedBy: 'x' }, state).word).toBe('requests.stopped');
  }
});
