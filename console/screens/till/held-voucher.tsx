import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { clock, money } from '../../words/format.ts';
import { FocusedHeading } from '../../parts/focused-heading.tsx';
import { Refused } from './refused.tsx';
import type { Standing } from '../../parts/till-user-fields.tsx';
import { isRefusedAs, type Hold, type Receipt } from './standing.ts';
import { TakeForm } from './take-form.tsx';

interface Steps {
  readonly standing: Standing;
  readonly onTaken: (receipt: Receipt) => void;
  readonly onNext: () => void;
  readonly onRefused: (error: unknown) => void;
}

/** A voucher that was set aside: what it is good for, to whom, until when, and whether it is taken. */
export function HeldVoucher({ holdId, ...steps }: Steps & { readonly holdId: string }) {
  const { t } = useTranslation('till');
  const hold = useRead('getHold', { params: { holdId } });
  if (!hold.data)
    return (
      <>
        {hold.error && <ProblemNotice error={hold.error} onAgain={() => void hold.refetch()} />}
        {hold.error ? <Next onNext={steps.onNext} /> : <Loading />}
      </>
    );
  return (
    <section aria-labelledby="held" className="console-form">
      <FocusedHeading id="held">
        {t(hold.data.state === 'held' ? 'held.title' : 'held.title.over')}
      </FocusedHeading>
      <Held hold={hold.data} steps={steps} onChanged={() => void hold.refetch()} />
    </section>
  );
}

function Held({
  hold,
  steps: { standing, onTaken, onNext, onRefused },
  onChanged,
}: {
  readonly hold: Hold;
  readonly steps: Steps;
  readonly onChanged: () => void;
}) {
  const { t } = useTranslation('till');
  const isOver = useIsOver(hold.heldUntil);
  const capture = useWrite('captureHold', onTaken);
  const release = useWrite('releaseHold', onNext);
  const onError = (error: unknown) => {
    onRefused(error);
    onChanged();
  };
  const isBusy = capture.isPending || release.isPending;
  const state = hold.state === 'held' && isOver ? 'lapsed' : hold.state;
  const error = capture.error ?? release.error;
  const isWrongPerson = isRefusedAs(capture.error, 'holder-mismatch');
  const params = { holdId: hold.id };
  const again = () => {
    if (capture.error && capture.variables) capture.mutate(capture.variables, { onError });
    else if (release.variables) release.mutate(release.variables, { onError });
  };
  const take = (more: object) => capture.mutate({ params, body: { ...standing, ...more } }, { onError });
  if (state !== 'held' && !isBusy)
    return (
      <>
        {error && <Refused error={error} onAgain={again} />}
        <p role="status" className="till-result">
          {t(`held.${state}`, { amount: money(hold.amountCents), number: hold.voucherNumber })}
        </p>
        <Next onNext={onNext} />
      </>
    );
  return (
    <>
      <Facts hold={hold} />
      {error && <Refused error={error} onAgain={again} />}
      {!isWrongPerson && (
        <TakeForm hold={hold} isBusy={isBusy} onTake={(amountCents) => take({ amountCents })} />
      )}
      <div className="console-actions">
        <button
          type="button"
          className={`btn ${isWrongPerson ? 'btn-primary' : 'btn-outline-primary'} till-large`}
          disabled={isBusy}
          onClick={() => release.mutate({ params, body: { ...standing } }, { onError })}
        >
          {t('held.release')}
        </button>
        {!isWrongPerson && (
          <button
            type="button"
            className="btn btn-outline-primary till-large"
            disabled={isBusy}
            onClick={() => take({ isForSomebodyElse: true })}
          >
            {t('held.somebodyElse')}
          </button>
        )}
      </div>
    </>
  );
}

/** Large enough to be read from across a counter, and read out when it appears. */
function Facts({ hold }: { readonly hold: Hold }) {
  const { t } = useTranslation('till');
  return (
    <div role="status" className="till-result">
      <p className="till-amount">{money(hold.amountCents)}</p>
      <p className="till-service">{hold.service ?? t('held.anyService')}</p>
      <p>{hold.beneficiary ? t('held.person', { person: hold.beneficiary }) : t('held.nobody')}</p>
      <p>{t('held.until', { time: clock(hold.heldUntil) })}</p>
      <p className="small mb-0">{t('held.number', { number: hold.voucherNumber })}</p>
    </div>
  );
}

function Next({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation('till');
  return (
    <button type="button" className="btn btn-primary till-large" onClick={onNext}>
      {t('till.next')}
    </button>
  );
}

/** The service ends a hold when somebody meets it; whoever looks is told by the clock. */
function useIsOver(instant: string): boolean {
  const [isOver, setOver] = useState(() => Date.parse(instant) < Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(instant) - Date.now()));
    return () => clearTimeout(timer);
  }, [instant]);
  return isOver;
}
