import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ApplicationTag } from './application-tag.tsx';
import { Ending } from './ending.tsx';
import { StepList } from './step-list.tsx';
import { useOwnApplication, type Application } from './use-own-application.ts';
import { WaitingFor } from './waiting-for.tsx';
import { WhatIsMissing } from './what-is-missing.tsx';
import { Withdrawal } from './withdrawal.tsx';

/** One's own application to become a provider: what is missing, whose turn it is, and each step. */
export default function ApplicationScreen() {
  const { t } = useTranslation('provider');
  const { application, hasNone, error, again } = useOwnApplication();
  if (application) return <Shown application={application} />;
  return (
    <>
      <Heading>{t('application.title')}</Heading>
      {hasNone && <p className="console-empty">{t('application.none')}</p>}
      {error && <ProblemNotice error={error} onAgain={again} />}
      {!hasNone && !error && <Loading />}
    </>
  );
}

function Shown({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  return (
    <>
      <Heading title={t('application.title')}>
        {t('application.of', { name: application.organisationName })}
      </Heading>
      <p>
        <ApplicationTag state={application.state} /> {t('application.code', { code: application.code })}
      </p>
      <WaitingFor application={application} />
      <Ending application={application} />
      <WhatIsMissing application={application} />
      <h2 className="h4">{t('steps.title')}</h2>
      <StepList application={application} />
      {application.possible.includes('withdrawApplication') && <Withdrawal application={application} />}
    </>
  );
}
