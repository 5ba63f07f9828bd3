import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { day } from '../../words/format.ts';
import { useRef, useState, type ReactNode } from 'react';
import { DisputeWords, type UnitState } from '../../parts/delivered-units.tsx';
import type { Award } from './award-orders.tsx';

export type UnitsStep = 'confirmDelivery' | 'disputeUnits' | 'accept' | 'reject';

/** The units of one state, to be chosen, and what is said of those that are. Nothing is chosen beforehand: what came, a person says. */
export function UnitsForm({
  award,
  of,
  steps,
  onDone,
}: {
  readonly award: Award;
  readonly of: UnitState;
  readonly steps: readonly UnitsStep[];
  /** What was done, and with how many: by then this form may be gone. */
  readonly onDone: (step: UnitsStep, count: number) => void;
}) {
  const { t } = useTranslation('cases');
  const units = award.orders.flatMap(({ code, deliveredUnits }) =>
    deliveredUnits.filter(({ state }) => state === of).map((unit) => ({ ...unit, code })),
  );
  const [draft, keep, discard] = useDraft(`${award.id}/${of}/chosen`, {
    ids: [] as readonly string[],
    reason: '',
  });
  const [fault, setFault] = useState<{ readonly name: 'units' | 'reason'; readonly asked: number }>();
  const taken = useRef<{ readonly step: UnitsStep; readonly count: number }>(undefined);
  const done = () => {
    discard();
    if (taken.current) onDone(taken.current.step, taken.current.count);
  };
  const confirm = useWrite('confirmDelivery', done);
  const dispute = useWrite('disputeUnits', done);
  const resolve = useWrite('resolveDispute', done);
  const chosen = units.map(({ id }) => id).filter((id) => draft.ids.includes(id));
  const { reason } = draft;
  const take = (step: UnitsStep) => {
    const lacks =
      chosen.length === 0 ? 'units' : step !== 'confirmDelivery' && !reason.trim() ? 'reason' : '';
    setFault(lacks ? { name: lacks, asked: (fault?.asked ?? 0) + 1 } : undefined);
    if (lacks) return;
    taken.current = { step, count: chosen.length };
    const params = { awardId: award.id };
    if (step === 'confirmDelivery') confirm.mutate({ params, body: { unitIds: chosen } });
    else if (step === 'disputeUnits') dispute.mutate({ params, body: { unitIds: chosen, reason } });
    else resolve.mutate({ params, body: { unitIds: chosen, accept: step === 'accept', reason } });
  };
  const error = confirm.error ?? dispute.error ?? resolve.error;
  const isPending = confirm.isPending || dispute.isPending || resolve.isPending;
  const id = (name: string) => `${of}-${name}`;
  return (
    <form noValidate onSubmit={(event) => event.preventDefault()}>
      {fault && (
        <ErrorSummary
          faults={[{ field: id(fault.name), message: t(`units.lack.${fault.name}`) }]}
          asked={fault.asked}
        />
      )}
      {error && <ProblemNotice error={error} />}
      <fieldset className="console-field">
        <legend>{t('units.which')}</legend>
        {units.map((unit, index) => (
          <label key={unit.id} className="console-option">
            <input
              id={index === 0 ? id('units') : undefined}
              type="checkbox"
              checked={chosen.includes(unit.id)}
              onChange={({ target }) =>
                keep({
                  ...draft,
                  ids: target.checked ? [...chosen, unit.id] : chosen.filter((id) => id !== unit.id),
                })
              }
            />
            <span>
              {t('units.one', { code: unit.code, number: unit.number, day: day(unit.deliveredOn) })}
              <DisputeWords dispute={unit.dispute} />
            </span>
          </label>
        ))}
        {chosen.length < units.length && units.length > 1 && (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => keep({ ...draft, ids: units.map(({ id }) => id) })}
          >
            {t('units.all')}
          </button>
        )}
      </fieldset>
      <Field
        id={id('reason')}
        label={t(of === 'recorded' ? 'units.wrong' : 'units.reason')}
        hint={t(`units.reason.${of === 'recorded' ? 'dispute' : 'resolve'}`)}
        error={fault?.name === 'reason' ? t('field.missing', { ns: 'frame' }) : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={reason}
            onChange={(event) => keep({ ...draft, reason: event.target.value })}
          />
        )}
      </Field>
      <div className="console-actions">
        {steps.map((step, index) => (
          <button
            key={step}
            type="button"
            className={index === 0 ? 'btn btn-primary' : 'btn btn-outline-primary'}
            disabled={isPending}
            onClick={() => take(step)}
          >
            {t(`units.do.${step}`)}
          </button>
        ))}
      </div>
    </form>
  );
}

/** What became of the units that somebody spoke of, and what comes next. */
export function useUnitsTold() {
  const { t } = useTranslation('cases');
  const [told, setTold] = useState<ReactNode>();
  return {
    told: <DoneLine>{told}</DoneLine>,
    onDone: (step: UnitsStep, count: number) => setTold(t(`units.done.${step}`, { number: count })),
  };
}
