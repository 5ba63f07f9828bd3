import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { providerDocumentWords } from '../../../domain/provider-service.ts';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { ReasonChoice, type Reason } from '../cases/opening.tsx';
import { PaperTag } from '../provider/paper-tag.tsx';
import type { Application } from '../provider/use-own-application.ts';
import type { Opened } from './use-opened.ts';
import { FileBeside } from '../../parts/file-beside.tsx';

type Paper = Application['documents'][number];

/** The papers and what to look for in each on one side, the paper itself on the other. */
export function PapersBeside({
  application,
  opened,
}: {
  readonly application: Application;
  readonly opened: Opened;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const [shown, setShown] = useState<Paper>();
  const [reason, setReason] = useState<Reason>('check');
  const { documents, documentsMissing, id } = application;
  const mayOpen = me.roles.includes('caseworker');
  return (
    <section className="mt-4" aria-labelledby="papers">
      <h2 id="papers" className="h4">
        {t('desk.papers')}
      </h2>
      {documentsMissing.length > 0 && (
        <p>{t('desk.papersMissing', { papers: documentsMissing.map(({ title }) => title).join(', ') })}</p>
      )}
      {mayOpen && documents.length > 0 && (
        <details className="mb-3">
          <summary className="py-1">{t('desk.reason')}</summary>
          <ReasonChoice of="organisation" chosen={reason} onChoose={setReason} />
        </details>
      )}
      <div className="console-beside">
        {documents.length === 0 && <p>{t('desk.papersNone')}</p>}
        <ul className="console-rows">
          {documents.map((paper) => (
            <li key={paper.documentId ?? paper.category}>
              <h3 className="h6 mb-1 console-sentence">{providerDocumentWords[paper.category][spoken()]}</h3>
              <p className="mb-1">
                <PaperTag paper={paper} isMissing={false} />{' '}
                {t('desk.paper.days', { from: day(paper.issuedOn) })}{' '}
                {paper.validUntil ? t('paper.until', { day: day(paper.validUntil) }) : t('paper.noEnd')}
              </p>
              <p className="mb-2">{t(`check.${paper.category}`)}</p>
              {mayOpen && paper.documentId && (
                <button
                  type="button"
                  className="btn btn-outline-primary btn-sm"
                  aria-pressed={shown?.documentId === paper.documentId}
                  aria-label={`${t('desk.paper.show')}: ${providerDocumentWords[paper.category][spoken()]}`}
                  onClick={() => setShown(paper)}
                >
                  {t('desk.paper.show')}
                </button>
              )}
            </li>
          ))}
        </ul>
        {shown?.documentId && (
          <FileBeside
            key={shown.documentId}
            onShown={() => opened.add(shown.documentId!)}
            name={providerDocumentWords[shown.category][spoken()]}
            operation="readCandidateFile"
            given={{ params: { applicationId: id, documentId: shown.documentId }, query: { reason } }}
          />
        )}
      </div>
    </section>
  );
}
