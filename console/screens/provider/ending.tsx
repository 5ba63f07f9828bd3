import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress } from '../../client/call.ts';
import { useSession } from '../../session/session-context.ts';
import { OpenFile } from './open-file.tsx';
import type { Application } from './use-own-application.ts';

/** How it ended, why, and how to ask again. */
export function Ending({
  application: { id, state, refusal, letterDocumentId },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  if (state !== 'admitted' && state !== 'refused' && state !== 'withdrawn' && state !== 'closed') return null;
  return (
    <section className="console-card" aria-labelledby="ending">
      <h2 id="ending" className="h5">
        {t(`ending.${state}`)}
      </h2>
      {state === 'admitted' && me.roles.includes('provider') && <Beginning />}
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

/** What a provider sees to first. */
function Beginning() {
  const { t } = useTranslation(['provider', 'frame']);
  return (
    <>
      <p>{t('ending.begin')}</p>
      <ul className="mb-0">
        <li className="py-1">
          <Link to="/offer">{t('frame:section.offer')}</Link>: {t('ending.begin.offer')}
        </li>
        <li className="py-1">
          <Link to="/till-users">{t('frame:section.tillUsers')}</Link>: {t('ending.begin.tillUsers')}
        </li>
        <li className="py-1">
          <Link to="/standing">{t('frame:section.standing')}</Link>: {t('ending.begin.standing')}
        </li>
      </ul>
    </>
  );
}
