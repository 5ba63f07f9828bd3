import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, type Call } from '../../client/call.ts';
import { useList, useRead } from '../../client/use-read.ts';
import { FileBeside } from '../../parts/file-beside.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment, number } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import { namedFor, whoseCertificate } from './dossier-items.ts';
import { useHouseholdPeople } from './household-people.ts';
import { documentKinds, type DocumentKind } from './document-kinds.ts';
import type { Reason } from './opening.tsx';
import { UploadForm } from './upload-form.tsx';

interface Shown {
  readonly assessment: Assessment;
  readonly reason: Reason;
}

/** Staff say why they open something; whoever it is about needs no reason. */
interface Read {
  readonly assessment: Pick<Assessment, 'id'>;
  readonly reason?: Reason;
}

/** What was handed in about the case, and the letters it wrote. */
export function DocumentsTab({ assessment, reason }: Shown) {
  const { t } = useTranslation('cases');
  const dossier = useRead(
    'openDossier',
    { params: { assessmentId: assessment.id }, query: { reason } },
    { once: true },
  );
  const people = useHouseholdPeople(assessment.householdId, reason);
  const whose = (documentId: string) => {
    const personId = dossier.data && whoseCertificate(dossier.data, documentId);
    return people.data?.find(({ id }) => id === personId)?.name;
  };
  const mayAdd = assessment.possible.includes('submitDossier');
  return (
    <>
      {mayAdd ? (
        <>
          <h2 className="h4">{t('documents.add')}</h2>
          <UploadForm assessmentId={assessment.id} />
        </>
      ) : (
        <p>{t('documents.closed')}</p>
      )}
      <h2 className="h4 mt-4">{t('documents')}</h2>
      <Documents assessment={assessment} reason={reason} none={mayAdd ? 'above' : 'ever'} whose={whose} />
      <h2 className="h4 mt-4">{t('letters')}</h2>
      <Letters assessment={assessment} reason={reason} />
    </>
  );
}

export function Documents({
  assessment,
  reason,
  none,
  whose,
}: Read & {
  /** What is said where there is none: that they are added above, that nobody did, that the reader did not. */
  readonly none: 'above' | 'ever' | 'own';
  /** The name of whom a document is about, as far as it is known. */
  readonly whose: (documentId: string) => string | null | undefined;
}) {
  const { t } = useTranslation('cases');
  const [shownId, setShownId] = useState<string>();
  const documents = useList('listDocuments', {
    query: { subjectKind: 'assessment', subjectId: assessment.id },
  });
  if (documents.error)
    return <ProblemNotice error={documents.error} onAgain={() => void documents.refetch()} />;
  if (!documents.items) return <Loading />;
  // What the service wrote itself stands among the letters.
  const shown = documents.items
    .filter(({ kind }) => isHandedIn(kind))
    .map((one) => ({ ...one, name: namedFor(documentWord(one.kind, t), whose(one.id)) }));
  if (shown.length === 0) return <p>{t(`documents.none.${none}`)}</p>;
  return (
    <>
      <ul className="console-rows">
        {shown.map(({ id, name, createdAt, sizeBytes, erasedAt }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span className="d-block">
              {t('documents.line', {
                when: moment(createdAt),
                kilobytes: number(Math.ceil(sizeBytes / 1024)),
              })}
            </span>
            {erasedAt ? (
              t('documents.erased')
            ) : (
              <Document
                given={{ params: { documentId: id }, query: reason ? { reason } : {} }}
                name={name}
                isShown={shownId === id}
                onShow={(isShown) => setShownId(isShown ? id : undefined)}
              />
            )}
          </li>
        ))}
      </ul>
      <More list={documents} />
    </>
  );
}

export function Letters({ assessment, reason }: Read) {
  const { t } = useTranslation('cases');
  const letters = useRead('listLetters', { params: { assessmentId: assessment.id } });
  if (letters.error) return <ProblemNotice error={letters.error} onAgain={() => void letters.refetch()} />;
  if (!letters.data) return <Loading />;
  if (letters.data.items.length === 0) return <p>{t('letters.none')}</p>;
  return (
    <ul className="console-rows">
      {letters.data.items.map(({ id, kind, writtenAt, channel }) => (
        <li key={id}>
          <strong>{t(`letter.${kind}`)}</strong>
          <span className="d-block">
            {t('letters.line', { when: moment(writtenAt), channel: t(`by.${channel}`) })}
          </span>
          <OpenFile
            href={fileAddress('readLetter', {
              params: { assessmentId: assessment.id, letterId: id },
              query: reason ? { reason } : {},
            })}
            name={t(`letter.${kind}`)}
          />
        </li>
      ))}
    </ul>
  );
}

/** A document in its place, so that it can be read while something is written of it, or in a tab of its own. */
function Document({
  given,
  name,
  isShown,
  onShow,
}: {
  readonly given: Call<'downloadDocument'>;
  readonly name: string;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm me-3"
        aria-expanded={isShown}
        onClick={() => onShow(!isShown)}
      >
        {t(isShown ? 'documents.hide' : 'documents.show', { name })}
      </button>
      <OpenFile href={fileAddress('downloadDocument', given)} name={name} />
      {isShown && <FileBeside operation="downloadDocument" given={given} name={name} />}
    </>
  );
}

/** Opened beside, so that the case stays where it is. */
function OpenFile({ href, name }: { readonly href: string; readonly name: string }) {
  const { t } = useTranslation('cases');
  return (
    <a className="d-inline-block py-1" href={href} target="_blank" rel="noreferrer">
      {t('documents.open', { name })}
    </a>
  );
}

type Words = ReturnType<typeof useTranslation<'cases'>>['t'];

/** Letters and papers that the service makes carry kinds of their own. */
export function documentWord(kind: string, t: Words): string {
  return t(`document.${isHandedIn(kind) ? kind : 'made'}`);
}

export function isHandedIn(kind: string): kind is DocumentKind {
  return (documentKinds as readonly string[]).includes(kind);
}
