import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotFound } from '../../frame/not-found.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { AgreementStep } from './agreement-step.tsx';
import { Corrections } from './corrections.tsx';
import { DeclarationsForm } from './declarations-form.tsx';
import { Declared } from './declared.tsx';
import { IbanForm } from './iban-form.tsx';
import { IdentityForm } from './identity-form.tsx';
import { NextStep } from './next-step.tsx';
import { PapersStep } from './papers-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { ServicesStep } from './services-step.tsx';
import { StepTag } from './step-state.tsx';
import { useOwnApplication, type Application } from './use-own-application.ts';

const forms = {
  identity: IdentityForm,
  places: PlacesStep,
  services: ServicesStep,
  documents: PapersStep,
  declarations: DeclarationsForm,
  iban: IbanForm,
  agreement: AgreementStep,
} as const satisfies Record<string, ComponentType<{ readonly application: Application }>>;

/** One step of one's own application. */
export default function ApplicationStep() {
  const { t } = useTranslation('provider');
  const { step: name = '' } = useParams();
  const { application, hasNone, error, again } = useOwnApplication();
  if (!(name in forms)) return <NotFound />;
  if (!application)
    return (
      <>
        <Heading>{t('application.title')}</Heading>
        {hasNone && <p className="console-empty">{t('application.none')}</p>}
        {error && <ProblemNotice error={error} onAgain={again} />}
        {!hasNone && !error && <Loading />}
      </>
    );
  const step = application.steps.find((one) => one.step === name)!;
  const StepForm = forms[name as keyof typeof forms];
  const isTold = name !== 'agreement' && name !== 'documents';
  const isOpen = application.possible.includes(name === 'documents' ? 'submitDocument' : 'completeStep');
  return (
    <>
      <p>
        <Link to="/application">{t('step.back')}</Link>
      </p>
      <Heading>
        <span className="d-block console-sentence">{step.title}</span>
      </Heading>
      <p>
        <StepTag step={step} />
      </p>
      <p>{step.next}</p>
      <Corrections step={step} />
      {(isTold || name === 'documents') && !isOpen && <p role="status">{t('step.closed')}</p>}
      {(isOpen || !isTold) && <StepForm application={application} />}
      {name === 'declarations' && !isOpen && <Declared params={{ applicationId: application.id }} />}
      <NextStep application={application} step={step} />
    </>
  );
}
