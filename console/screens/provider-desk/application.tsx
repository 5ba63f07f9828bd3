import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { fileAddress } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { standingReaders } from '../../frame/roles.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { ApplicationTag } from '../provider/application-tag.tsx';
import type { Application } from '../provider/use-own-application.ts';
import { WaitingFor } from '../provider/waiting-for.tsx';
import { AgreementPanel } from './agreement-panel.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { DeskOffer } from './desk-offer.tsx';
import { DeskSteps } from './desk-steps.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { LinkAgain } from './link-again.tsx';
import { PapersBeside } from './papers-beside.tsx';
import { ReviewForm } from './review-form.tsx';
import { RulesSay } from './rules-say.tsx';
import { useOpened } from './use-opened.ts';
import { WaiverForm } from './waiver-form.tsx';

/** One application at the desk: who it is, what it handed in, what the rules say, and what is decided of it. */
export default function DeskApplication() {
  const { t } = useTranslation('provider');
  const { applicationId = '' } = useParams();
  const read = useRead('getProviderApplication', { params: { applicationId } });
  return (
    <>
      <p>
        <Link to="/applications">{t('desk.back')}</Link>
      </p>
      {read.data ? (
        <Shown application={read.data} />
      ) : (
        <>
          <Heading>{t('application.title')}</Heading>
          {read.error ? (
            <ProblemNotice error={read.error} onAgain={() => void read.refetch()} />
          ) : (
            <Loading />
          )}
        </>
      )}
    </>
  );
}

function Shown({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { possible } = application;
  const opened = useOpened(application.id);
  return (
    <>
      <Heading>{application.organisationName}</Heading>
      <p>
        <ApplicationTag state={application.state} /> {t('application.code', { code: application.code })} ·{' '}
        {t(`origin.${application.origin}`)}
      </p>
      <WaitingFor application={application} />
      <Admitted application={application} />
      <Refusal application={application} />
      <LinkAgain application={application} />
      <DeskSteps application={application} />
      <IdentityPanel application={application} />
      <DeskOffer application={application} />
      <PapersBeside application={application} opened={opened} />
      <RulesSay applicationId={application.id} />
      {possible.includes('grantWaiver') && <WaiverForm application={application} />}
      {possible.includes('requestCorrection') && <CorrectionForm application={application} />}
      {possible.includes('reviewProvider') && <ReviewForm application={application} opened={opened} />}
      {application.agreement && <AgreementPanel application={application} />}
    </>
  );
}

/** What its admission began: its papers from now on are looked at there. */
function Admitted({ application: { state, organisationId } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const mayOpen = me.roles.some((role) => standingReaders.includes(role));
  if (state !== 'admitted' || !organisationId || !mayOpen) return null;
  return (
    <p>
      <Link to={`/providers/${organisationId}`}>{t('desk.toStanding')}</Link>
    </p>
  );
}

function Refusal({ application: { id, refusal, letterDocumentId } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  if (!refusal) return null;
  return (
    <section className="console-card" aria-labelledby="refused">
      <h2 id="refused" className="h5">
        {t('ending.refused')}
      </h2>
      <p>{refusal.words}</p>
      <p className="mb-0">{refusal.howToReapply}</p>
      {letterDocumentId && (
        <a
          className="d-inline-block py-1"
          href={fileAddress('readCandidateFile', {
            params: { applicationId: id, documentId: letterDocumentId },
            query: { reason: 'check' },
          })}
        >
          {t('file.open', { name: t('ending.letter') })}
        </a>
      )}
    </section>
  );
}
