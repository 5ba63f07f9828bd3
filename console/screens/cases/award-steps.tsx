import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Award } from './award-orders.tsx';
import { useStillHere } from './still-here.ts';
import { DeathForm, FundVouchersForm, ReleaseForm, SwapForm } from './award-step-forms.tsx';

/** What a caseworker may do with an award beside saying what came; the service says which are possible now. */
const steps = ['swapProvider', 'issueFundVouchers', 'releaseAward', 'recordDeath'] as const;

const forms = {
  swapProvider: SwapForm,
  issueFundVouchers: FundVouchersForm,
  releaseAward: ReleaseForm,
  recordDeath: DeathForm,
};

export function AwardSteps({ award }: { readonly award: Award }) {
  const { t } = useTranslation('cases');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const isStillHere = useStillHere();
  const possible = steps.filter((step) => award.possible.includes(step));
  const mayResume = award.possible.includes('resumeAward');
  const chosen = possible.find((step) => step === search.get('step'));
  if (possible.length === 0 && !mayResume) return null;
  return (
    <section aria-labelledby="award-steps" className="mt-4 no-print">
      <h2 id="award-steps" className="h4">
        {t('steps')}
      </h2>
      {chosen ? (
        <>
          <h3 className="h5">{t(`award.step.${chosen}`)}</h3>
          <p>{t(`award.step.${chosen}.words`)}</p>
          <StepForm
            step={chosen}
            award={award}
            onDone={() => {
              if (isStillHere()) void navigate('?tab=payments');
            }}
          />
        </>
      ) : (
        <div className="console-actions">
          {mayResume && <Resume awardId={award.id} />}
          {possible.map((step) => (
            <Link key={step} className="btn btn-outline-primary btn-sm" to={`?tab=payments&step=${step}`}>
              {t(`award.step.${step}`)}
            </Link>
          ))}
        </div>
      )}
    </section>
  );
}

function StepForm({
  step,
  ...about
}: { readonly step: (typeof steps)[number] } & ComponentProps<typeof SwapForm>) {
  const Form = forms[step];
  return <Form {...about} />;
}

function Resume({ awardId }: { readonly awardId: string }) {
  const { t } = useTranslation('cases');
  const resume = useWrite('resumeAward');
  return (
    <>
      {resume.error && <ProblemNotice error={resume.error} />}
      <button
        type="button"
        className="btn btn-primary btn-sm"
        disabled={resume.isPending}
        onClick={() => resume.mutate({ params: { awardId } })}
      >
        {t('award.step.resumeAward')}
      </button>
    </>
  );
}
