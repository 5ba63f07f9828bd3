import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, points } from '../../words/format.ts';
import { Letters } from '../cases/documents-tab.tsx';
import { NeedsTable } from '../cases/needs-table.tsx';
import { StateTag } from '../cases/state-tag.tsx';
import { ApplicationStanding } from './application-standing.tsx';
import { ApplicationWhy } from './application-why.tsx';
import { useNameInCase, useOwnDossier } from './form-people.ts';
import { JustSent } from './just-sent.tsx';
import { HandedIn, MissingPapers } from './missing-papers.tsx';
import { OwnForms } from './own-forms.tsx';
import { Received } from './received.tsx';
import { Waiting } from './waiting.tsx';
import { WithdrawApplication } from './withdraw-application.tsx';

export type Application = Answer<'getAssessment'>;

/** One application, as whoever asked for it follows it: where it stands, what is missing, what was decided and came. */
export default function ApplicationScreen() {
  const { t } = useTranslation('person');
  const { assessmentId = '' } = useParams();
  const found = useRead('getAssessment', { params: { assessmentId } });
  if (!found.data)
    return <Waiting title={t('applications.title')} error={found.error} onAgain={found.refetch} />;
  const application = found.data;
  const isOpen = application.possible.includes('submitDossier');
  const title = t('application.title', { number: application.protocolNumber });
  return (
    <>
      <p className="no-print">
        <Link to="/my-applications">{t('application.back')}</Link>
      </p>
      <Heading>{title}</Heading>
      <p>
        <StateTag state={application.state} /> <ApplicationStanding application={application} />
      </p>
      <JustSent application={application} />
      <MissingPapers application={application} />
      {isOpen && <OwnForms application={application} />}
      {application.awardId && <Received awardId={application.awardId} application={application} />}
      <About application={application} />
      <ApplicationWhy application={application} />
      {!isOpen && <OwnForms application={application} />}
      <HandedIn application={application} />
      <section aria-labelledby="letters" className="mt-5">
        <h2 id="letters" tabIndex={-1} className="h4">
          {t('application.letters')}
        </h2>
        <Letters assessment={application} />
      </section>
      {application.possible.includes('withdraw') && <WithdrawApplication assessmentId={application.id} />}
    </>
  );
}

function About({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const dossier = useOwnDossier(application.id);
  const nameInCase = useNameInCase(application.id);
  const nameOf = (personId: string) => nameInCase(personId) ?? t('relative.unknown');
  const words = new Map(dossier.data?.needs.map(({ id, description }) => [id, description]));
  const { beneficiaryId, receivedAt, finalBand, scoreHundredths } = application;
  return (
    <section aria-labelledby="about" className="mt-4">
      <h2 id="about" className="h4">
        {t('application.about')}
      </h2>
      {dossier.error && <ProblemNotice error={dossier.error} onAgain={() => void dossier.refetch()} />}
      <dl className="console-facts">
        <dt>{t('application.for')}</dt>
        <dd>{nameOf(beneficiaryId)}</dd>
        <dt>{t('application.sentOn')}</dt>
        <dd>{day(receivedAt)}</dd>
        {finalBand && scoreHundredths !== null && (
          <>
            <dt>{ofCases('points')}</dt>
            <dd>
              {ofCases('score', {
                points: points(scoreHundredths),
                band: ofCases(`band.${finalBand}`),
              })}
            </dd>
          </>
        )}
      </dl>
      <NeedsTable
        needs={application.needs.map((need) => ({
          ...need,
          for: nameOf(need.forPersonId),
          description: words.get(need.id),
        }))}
      />
    </section>
  );
}
