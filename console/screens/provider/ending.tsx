import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../client/call.ts';
import { OpenFile } from './open-file.tsx';
import type { Application } from './use-own-application.ts';

/** How it ended, why, and how to ask again. */
export function Ending({
  application: { id, state, refusal, letterDocumentId },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  if (state !== 'admitted' && state !== 'refused' && state !== 'withdrawn' && state !== 'closed') return null;
  return (
    <section className="console-card" aria-labelledby="ending">
      <h2 id="ending" className="h5">
        {t(`ending.${state}`)}
      </h2>
      {refusal && <p>{refusal.words}</p>}
      {refusal && <p>{refusal.howToReapply}</p>}
      {letterDocumentId && (
        <OpenFile
          href={fileAddress('readCandidateFile', {
            params: { applicationId: id, documentId: letterDocumentId },
          })}
          name={t('ending.letter')}
        />
      )}
    </section>
  );
}
