import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Told } from '../../parts/told.tsx';
import type { Assessment } from './case-page.tsx';
import { RecommendForm } from './recommend-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { RequestForm } from './request-form.tsx';
import { ArrivedForm, ExtendForm, RemindForm } from './wait-forms.tsx';
import { useStillHere } from './still-here.ts';
import { isNext, stepWord, stepsNow, type CaseworkerStep, type StepWord } from './steps.ts';

interface Steps {
  readonly assessment: Assessment;
  readonly dossier: Answer<'openDossier'>;
}

/** What a step that was taken tells the page it leads back to. */
interface Taken {
  readonly taken: StepWord;
}

/** The step that was just taken: what took it is gone. */
export function JustTaken() {
  const { t } = useTranslation('cases');
  const { taken } = (useLocation().state ?? {}) as Partial<Taken>;
  return taken && <Told>{t(`${taken}.done`)}</Told>;
}

/** What can be done now, and the form of the step that was chosen: the address says which. */
export function StepPanel({ assessment, dossier }: Steps) {
  const { t } = useTranslation('cases');
  const [search] = useSearchParams();
  const steps = stepsNow(assessment);
  const chosen = steps.find((step) => step === search.get('step'));
  if (steps.length === 0) return null;
  if (chosen) return <ChosenStep step={chosen} assessment={assessment} dossier={dossier} />;
  return (
    <div className="console-actions no-print" role="group" aria-label={t('steps')}>
      {steps.map((step) => (
        <Link
          key={step}
          className={`btn btn-sm ${isNext(step, assessment, dossier.missing) ? 'btn-primary' : 'btn-outline-primary'}`}
          to={`?tab=summary&step=${step}`}
        >
          {t(stepWord(step, assessment))}
        </Link>
      ))}
    </div>
  );
}

function ChosenStep({ step, assessment, dossier }: Steps & { readonly step: CaseworkerStep }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  // As it is called when it is taken: afterwards nobody waits any more.
  const [word] = useState(() => stepWord(step, assessment));
  const isStillHere = useStillHere();
  const onDone = () => {
    if (isStillHere()) void navigate('?tab=summary', { state: { taken: word } satisfies Taken });
  };
  return (
    <section aria-labelledby="step" className="mb-4">
      <h2 id="step" className="h4">
        {t(word)}
      </h2>
      <p>{t(`${word}.words`)}</p>
      {step === 'documentsArrived' && <ArrivedForm assessmentId={assessment.id} onDone={onDone} />}
      {step === 'remindApplicant' && <RemindForm assessmentId={assessment.id} onDone={onDone} />}
      {step === 'extendDocuments' && (
        <ExtendForm
          assessmentId={assessment.id}
          latest={dossier.documentRequests.at(-1)?.latestDueOn}
          onDone={onDone}
        />
      )}
      {step === 'declareComplete' && <DeclareComplete assessment={assessment} onDone={onDone} />}
      {step === 'requestDocuments' && (
        <RequestForm assessmentId={assessment.id} missing={dossier.missing ?? []} onDone={onDone} />
      )}
      {step === 'recommend' && <RecommendForm assessment={assessment} onDone={onDone} />}
      {(step === 'withdraw' || step === 'closeInadmissible') && (
        <ReasonForm step={step} assessmentId={assessment.id} onDone={onDone} />
      )}
    </section>
  );
}

function DeclareComplete({
  assessment,
  onDone,
}: {
  readonly assessment: Assessment;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const declare = useWrite('declareComplete', onDone);
  return (
    <>
      {declare.error && <NotComplete error={declare.error} asked={declare.submittedAt} />}
      <div className="console-actions">
        <button
          type="button"
          className="btn btn-primary"
          disabled={declare.isPending}
          onClick={() => declare.mutate({ params: { assessmentId: assessment.id } })}
        >
          {t(declare.isPending ? 'sending' : stepWord('declareComplete', assessment))}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </>
  );
}

/** What is missing stands below with its forms; the service's sentence names them as programs do. */
function NotComplete({ error, asked }: { readonly error: Error; readonly asked: number }) {
  const { t } = useTranslation('cases');
  if (!(error instanceof ProblemError) || !error.problem.facts) return <ProblemNotice error={error} />;
  return <ErrorSummary title={error.problem.title} faults={[t('missing.below')]} asked={asked} />;
}
