import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, moment } from '../../words/format.ts';
import { Documents, documentWord, isHandedIn } from '../cases/documents-tab.tsx';
import { namedFor, whoseCertificate, type Dossier } from '../cases/dossier-items.ts';
import { isFinding, isItemKind, type ItemKind } from '../cases/item-kinds.ts';
import { UploadForm } from '../cases/upload-form.tsx';
import type { Application } from './application.tsx';
import { useNameInCase, useOwnDossier } from './form-people.ts';

/** What is still to be handed in and until when, and where to do it. */
export function MissingPapers({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const params = { assessmentId: application.id };
  const dossier = useOwnDossier(application.id);
  const answer = useWrite('submitDossier');
  const isOpen = application.possible.includes('submitDossier');
  const requests =
    dossier.data?.documentRequests.filter(({ answeredAt, stoppedAt }) => !answeredAt && !stoppedAt) ?? [];
  const missing = (isOpen && dossier.data?.missing) || [];
  if (dossier.isPending) return <Loading />;
  return (
    <>
      {missing.length > 0 && requests.length === 0 && (
        <section className="console-missing" aria-labelledby="unknown">
          <h2 id="unknown" className="h5">
            {t('missing.questions')}
          </h2>
          <p>{t('missing.questions.words')}</p>
          <ul className="mb-0">
            {missing.map(({ fact, question }) => (
              <li key={fact} className="console-sentence">
                {question}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isOpen && requests.length > 0 && (
        <section className="console-missing" aria-labelledby="asked">
          <h2 id="asked" className="h5">
            {t('missing.title')}
          </h2>
          {requests.map(({ id, documents, dueOn }) => (
            <div key={id}>
              <p>{t('missing.until', { day: day(dueOn) })}</p>
              <ul>
                {documents.map((document) => (
                  <li key={document}>{document}</li>
                ))}
              </ul>
            </div>
          ))}
          <CameSince dossier={dossier.data!} since={requests[0]!.askedAt} application={application} />
          {answer.error && <ProblemNotice error={answer.error} />}
          <p>{t('missing.done.words')}</p>
          <button
            type="button"
            className="btn btn-primary"
            disabled={answer.isPending}
            onClick={() => answer.mutate({ params, body: { answersRequest: true } as Answering })}
          >
            {t('missing.done')}
          </button>
        </section>
      )}
      {isOpen && (
        <section aria-labelledby="hand-in" className="mt-4">
          <h2 id="hand-in" className="h4">
            {t('missing.handIn')}
          </h2>
          <UploadForm assessmentId={application.id} />
        </section>
      )}
    </>
  );
}

/** What was handed in since it was asked for: which of the papers it is, whoever asked in words has to say. */
function CameSince({
  dossier,
  since,
  application,
}: {
  readonly dossier: Dossier;
  readonly since: string;
  readonly application: Application;
}) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const documents = useList('listDocuments', {
    query: { subjectKind: 'assessment', subjectId: application.id, limit: 200 },
  });
  const nameInCase = useNameInCase(application.id);
  const formOf = (kind: ItemKind) => t('missing.form', { form: ofCases(`item.${kind}`) });
  const nameOf = (item: Dossier['items'][number]) =>
    'personId' in item ? nameInCase(item.personId) : undefined;
  const came = [
    ...(documents.items ?? [])
      .filter(({ kind, createdAt }) => isHandedIn(kind) && createdAt > since)
      .map(({ id, kind, createdAt }) => ({ id, at: createdAt, what: documentWord(kind, ofCases) })),
    ...dossier.items.flatMap((item) =>
      isItemKind(item.kind) && !isFinding(item.kind) && item.recordedAt > since
        ? [{ id: item.id, at: item.recordedAt, what: namedFor(formOf(item.kind), nameOf(item)) }]
        : [],
    ),
  ];
  if (came.length === 0) return null;
  return (
    <>
      <p>{t('missing.came')}</p>
      <ul>
        {came.map(({ id, at, what }) => (
          <li key={id}>{t('missing.came.one', { what, when: moment(at) })}</li>
        ))}
      </ul>
    </>
  );
}

export function HandedIn({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const dossier = useOwnDossier(application.id);
  const nameInCase = useNameInCase(application.id);
  return (
    <section aria-labelledby="papers" className="mt-5">
      <h2 id="papers" className="h4">
        {t('missing.handedIn')}
      </h2>
      <Documents
        assessment={application}
        none="own"
        whose={(documentId) => nameInCase(dossier.data && whoseCertificate(dossier.data, documentId))}
      />
    </section>
  );
}

/** Nothing but that it is answered: what belongs to it was handed in before. */
type Answering = Call<'submitDossier'>['body'];
