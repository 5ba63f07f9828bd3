import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { day, money } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import { documentWord, isHandedIn } from './documents-tab.tsx';
import { namedFor, whoseCertificate } from './dossier-items.ts';
import { useHouseholdPeople } from './household-people.ts';
import { withoutTold } from './told-by-step.ts';
import { isItemKind } from './item-kinds.ts';
import type { Reason } from './opening.tsx';

export const eventKinds = ['step', 'paper', 'form', 'money'] as const;

export interface CaseEvent {
  readonly key: string;
  readonly kind: (typeof eventKinds)[number];
  /** When it was done or recorded. */
  readonly at: string;
  readonly what: string;
  /** The account that did it, as far as the service says so. */
  readonly by: string | null;
}

/** What is known to have happened in a case, gathered from what it holds; the last first. */
export function useEvents(assessment: Assessment, reason: Reason) {
  const { t } = useTranslation('cases');
  const params = { assessmentId: assessment.id };
  const decisions = useRead('listDecisions', { params });
  const letters = useRead('listLetters', { params });
  const dossier = useRead('openDossier', { params, query: { reason } }, { once: true });
  const documents = useWholeList('listDocuments', {
    query: { subjectKind: 'assessment', subjectId: assessment.id, limit: 200 },
  });
  const tasks = useWholeList('listTasks', {
    query: { subjectId: assessment.id, state: 'completed', limit: 200 },
  });
  const actors = useRead('listCaseActors', { params });
  const done = useRead('listCaseEvents', { params });
  const people = useHouseholdPeople(assessment.householdId, reason);
  const error = [decisions, letters, dossier, documents, tasks, done].find((query) => query.error)?.error;
  if (!decisions.data || !letters.data || !dossier.data || !documents.items || !tasks.items || !done.data)
    return { events: undefined, error };
  const nameOf = (personId?: string) => people.data?.find(({ id }) => id === personId)?.name;
  const events: CaseEvent[] = [
    {
      key: 'filed',
      kind: 'step',
      at: assessment.receivedAt,
      what: t('timeline.filed'),
      by: actors.data?.filedBy ?? null,
    },
    ...decisions.data.items.map(({ id, kind, madeAt, madeBy }) => ({
      key: id,
      kind: 'step' as const,
      at: madeAt,
      what: t(`made.${kind}`),
      by: isAccount(madeBy) ? madeBy : null,
    })),
    ...taskEvents(tasks.items, done.data.items, t),
    ...letterEvents(letters.data.items, t),
    ...documentEvents(documents.items, (id) => nameOf(whoseCertificate(dossier.data, id)), t),
    ...dossier.data.documentRequests.flatMap((request) => waitEvents(request, t)),
    ...dossier.data.items.map((item) => ({
      key: item.id,
      kind: 'form' as const,
      at: item.recordedAt,
      what: namedFor(
        isItemKind(item.kind) ? t(`item.${item.kind}`) : item.kind,
        'personId' in item ? nameOf(item.personId) : undefined,
      ),
      by: item.recordedBy,
    })),
    ...done.data.items.map((one) => doneEvent(one, t)),
  ];
  return { events: events.toSorted((one, other) => other.at.localeCompare(one.at)), error };
}

type Words = Parameters<typeof documentWord>[1];

function letterEvents(letters: Answer<'listLetters'>['items'], t: Words): readonly CaseEvent[] {
  return letters.map(({ id, kind, writtenAt, channel }) => ({
    key: id,
    kind: 'paper' as const,
    at: writtenAt,
    what: t('timeline.letter', { letter: t(`letter.${kind}`), channel: t(`by.${channel}`) }),
    by: null,
  }));
}

/** The letters among them stand there as letters. */
function documentEvents(
  documents: Answer<'listDocuments'>['items'],
  whose: (documentId: string) => string | undefined,
  t: Words,
): readonly CaseEvent[] {
  return documents
    .filter(({ kind }) => isHandedIn(kind))
    .map(({ id, kind, createdAt, uploadedBy }) => ({
      key: id,
      kind: 'paper' as const,
      at: createdAt,
      what: t('timeline.document', { document: namedFor(documentWord(kind, t), whose(id)) }),
      by: uploadedBy,
    }));
}

/** What became of a wait for documents: its last reminder, and how it ended. */
function waitEvents(
  {
    id,
    remindedAt,
    answeredAt,
    answeredBy,
    stoppedAt,
    stoppedBy,
  }: Answer<'openDossier'>['documentRequests'][number],
  t: Words,
): readonly CaseEvent[] {
  const event = (key: string, at: string | null, what: string, by: string | null) =>
    at ? [{ key: `${id}/${key}`, kind: 'paper' as const, at, what, by }] : [];
  return [
    ...event('reminded', remindedAt, t('timeline.reminded'), null),
    ...event('answered', answeredAt, t('timeline.arrived'), answeredBy),
    ...event('stopped', stoppedAt, t(stoppedBy ? 'timeline.stopped' : 'timeline.expired'), stoppedBy),
  ];
}

/** What a step closed by itself is told by the step. */
function taskEvents(
  tasks: readonly Answer<'listTasks'>['items'][number][],
  done: Answer<'listCaseEvents'>['items'],
  t: Words,
): readonly CaseEvent[] {
  return withoutTold(tasks, done).flatMap(({ id, title, completedAt, assigneeId }) =>
    completedAt
      ? [
          {
            key: id,
            kind: 'step' as const,
            at: completedAt,
            what: t('timeline.done', { title }),
            by: assigneeId,
          },
        ]
      : [],
  );
}

/** What was done on the case and on what the Fund gave for it. */
function doneEvent(
  { id, at, what, by, orderCode, units, deliveredOn, amountCents }: Answer<'listCaseEvents'>['items'][number],
  t: Words,
): CaseEvent {
  const more = [
    orderCode && t('timeline.order', { code: orderCode }),
    units && t('timeline.units', { count: units }),
    deliveredOn && t('timeline.deliveredOn', { day: day(deliveredOn) }),
    amountCents !== null && money(amountCents),
  ].filter(Boolean);
  const kind = what.startsWith('documents.') ? ('step' as const) : ('money' as const);
  return { key: id, kind, at, what: [t(`happened.${what}`), ...more].join(' · '), by };
}

function isAccount(id: string): boolean {
  return /^[0-9a-f-]{36}$/.test(id);
}
