import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { DoneLine } from '../../parts/done-line.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReleaseForm, SettleForm } from './award-forms.tsx';
import type { Award } from './award.tsx';
import { toPay } from './to-pay.ts';

const offices = ['approveDisbursement', 'resumeAward', 'settleAward'] as const;
type Step = (typeof offices)[number] | 'releaseAward';

/** What the service says this person may do now; who decided an award is not offered to approve or to pay it. */
export function AwardSteps({ award }: { readonly award: Award }) {
  const { t } = useTranslation('fund');
  const owes = toPay(award).length > 0;
  const steps = offices.filter((step) => award.possible.includes(step) && (step !== 'settleAward' || owes));
  const { releasableCents: restCents, state } = award;
  const isSetAside = state === 'held' || state === 'delivering';
  // Kept here: what did it is gone as soon as it was done.
  const [done, setDone] = useState<Step>();
  return (
    <section aria-labelledby="steps" className="mt-4 no-print">
      <h2 id="steps" className="h4">
        {t('batch.next')}
      </h2>
      <DoneLine>{done && t(`step.${done}.done`)}</DoneLine>
      {steps.length === 0 && <p>{t('award.noStep')}</p>}
      {award.state === 'held' && !steps.includes('approveDisbursement') && <p>{t('award.byAnother')}</p>}
      {steps.includes('approveDisbursement') && (
        <>
          <p>{t('step.approveDisbursement.words')}</p>
          <Press step="approveDisbursement" award={award} onDone={setDone} />
        </>
      )}
      {steps.includes('resumeAward') && <Press step="resumeAward" award={award} onDone={setDone} />}
      {steps.includes('settleAward') && <SettleForm award={award} onDone={() => setDone('settleAward')} />}
      {restCents !== null && restCents > 0 && (
        <>
          <h3 className="h5 mt-4">{t('award.otherSteps')}</h3>
          <ReleaseForm
            award={award}
            cents={isSetAside ? restCents : null}
            onDone={() => setDone('releaseAward')}
          />
        </>
      )}
    </section>
  );
}

function Press({
  step,
  award,
  onDone,
}: {
  readonly step: 'approveDisbursement' | 'resumeAward';
  readonly award: Award;
  readonly onDone: (step: Step) => void;
}) {
  const { t } = useTranslation('fund');
  const press = useWrite(step, () => onDone(step));
  return (
    <>
      {press.error && <ProblemNotice error={press.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={press.isPending}
        onClick={() => press.mutate({ params: { awardId: award.id } })}
      >
        {t(`step.${step}`)}
      </button>
    </>
  );
}
