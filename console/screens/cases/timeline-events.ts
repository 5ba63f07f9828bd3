import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import type { Assessment } from './case-page.tsx';
import { documentWord, isHandedIn } from './documents-tab.tsx';
import { namedFor, whoseCertificate } from './dossier-items.ts';
import { useHouseholdPeople } from './household-people.ts';
import { isItemKind } from './item-kinds.ts';
import type { Reason } from './opening.tsx';

export const eventKinds = ['step', 'paper', 'form', 'money'] as const;

export interface CaseEvent {
  readonly key: string;
  readonly kind: (typeof eventKinds)[number];
  /** An instant, or the day of what is known by its day alone. */
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
  const award = useRead(
    'getAward',
    { params: { awardId: assessment.awardId ?? '' } },
    { enabled: assessment.awardId !== null },
  );
  const actors = useRead('listCaseActors', { params });
  const people = useHouseholdPeople(assessment.householdId, reason);
  const error = [decisions, letters, dossier, documents, tasks].find((query) => query.error)?.error;
  if (!decisions.data || !letters.data || !dossier.data || !documents.items || !tasks.items)
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
    ...tasks.items.flatMap(({ id, title, completedAt, assigneeId }) =>
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
    ),
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
    ...deliveries(award.data, t),
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

function deliveries(award: Answer<'getAward'> | undefined, t: Words): readonly CaseEvent[] {
  return [
    ...(award?.orders.flatMap(({ code, deliveredUnits }) =>
      deliveredUnits.map(({ id, number, deliveredOn, state }) => ({
        key: id,
        kind: 'money' as const,
        at: deliveredOn,
        what: t('timeline.unit', { code, number, state: t(`units.${state}`) }),
        by: null,
      })),
    ) ?? []),
  ];
}

function isAccount(id: string): boolean {
  return /^[0-9a-f-]{36}$/.test(id);
}
