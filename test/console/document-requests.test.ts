import { expect, it } from 'vitest';
import { isNext, requestWord, stepOnceKnown, stepsNow } from '../../console/screens/cases/steps.ts';
import { assessmentStates } from '../../domain/assessment-steps.ts';

const asked = { dueOn: '2026-12-10', answeredAt: null, answeredBy: null, stoppedAt: null, stoppedBy: null };

it('documents that nobody sent are awaited while their case waits for them, and no longer', () => {
  const awaitedIn = assessmentStates.filter((state) => requestWord(asked, state).word === 'requests.until');
  expect(awaitedIn).toEqual(['awaitingDocuments']);
  expect(requestWord(asked, 'withdrawn')).toEqual({ word: 'requests.caseEnded', on: '2026-12-10', by: null });
});

it('documents that came, or whose wait was ended, say so in whichever state the case is', () => {
  for (const state of assessmentStates) {
    const at = '2026-12-01T09:00:00Z';
    expect(requestWord({ ...asked, answeredAt: at }, state)).toEqual({
      word: 'requests.answered',
      on: at,
      by: null,
    });
    expect(requestWord({ ...asked, answeredAt: at, answeredBy: 'x' }, state)).toEqual({
      word: 'requests.arrived',
      on: at,
      by: 'x',
    });
    expect(requestWord({ ...asked, stoppedAt: at }, state).word).toBe('requests.expired');
    expect(requestWord({ ...asked, stoppedAt: at, stoppedBy: 'x' }, state).word).toBe('requests.stopped');
  }
});

it('what was brought while it was awaited is recorded as come, before anybody says that nobody answered', () => {
  const possible = ['submitDossier', 'declareComplete'];
  const awaiting = { state: 'awaitingDocuments', waitingFor: 'applicant.documents', possible };
  const checking = { state: 'completeness', waitingFor: 'caseworker.completeness', possible };
  expect(stepsNow(awaiting)).toEqual(['documentsArrived', 'declareComplete']);
  expect(stepsNow(checking)).toEqual(['declareComplete']);
  expect([stepOnceKnown(awaiting), stepOnceKnown(checking)]).toEqual(['documentsArrived', 'declareComplete']);
  const next = (at: typeof awaiting, missing: readonly unknown[]) =>
    stepsNow(at).filter((step) => isNext(step, at, missing));
  expect([next(awaiting, []), next(awaiting, ['isee'])]).toEqual([['documentsArrived'], []]);
  expect([next(checking, []), next(checking, ['isee'])]).toEqual([['declareComplete'], []]);
});
