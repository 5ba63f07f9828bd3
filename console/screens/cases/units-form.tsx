import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Write } from '../../client/unanswered.ts';
import { useStep } from '../../client/use-write.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { DisputeWords, type UnitState } from '../../parts/delivered-units.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { Form, isComplete } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { day } from '../../words/format.ts';
import type { Award } from './award-orders.tsx';

export type UnitsStep = 'confirmDelivery' | 'disputeUnits' | 'accept' | 'reject';

const empty: { unitIds: string[]; reason: string } = { unitIds: [], reason: '' };

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
  const [form, { clear }] = useKeptForm(`${award.id}/${of}/chosen`, empty);
  const asked = useRef<UnitsStep>(undefined);
  const write = useStep(takeStep, ({ step, unitIds }) => {
    clear();
    onDone(step, unitIds.length);
  });
  const all = units.map(({ id }) => id);
  const ticked = form.watch('unitIds');
  const chosen = all.filter((id) => ticked.includes(id));
  const take = async (step: UnitsStep) => {
    asked.current = step;
    const { reason } = form.getValues();
    if (await isComplete(form)) write.mutate({ step, awardId: award.id, unitIds: chosen, reason });
  };
  const at = { form, formName: of };
  return (
    <Form name={of} form={form} problem={write.error}>
      <ChecksField
        {...at}
        name="unitIds"
        label={t('units.which')}
        wrong={t('units.lack.units')}
        options={units.map((unit) => ({
          value: unit.id,
          label: (
            <>
              {t('units.one', { code: unit.code, number: unit.number, day: day(unit.deliveredOn) })}
              <DisputeWords dispute={unit.dispute} />
            </>
          ),
        }))}
      />
      {chosen.length < units.length && units.length > 1 && (
        <p>
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => form.setValue('unitIds', all, { shouldValidate: form.formState.isSubmitted })}
          >
            {t('units.all')}
          </button>
        </p>
      )}
      <TextField
        {...at}
        name="reason"
        label={t(of === 'recorded' ? 'units.wrong' : 'units.reason')}
        hint={t(`units.reason.${of === 'recorded' ? 'dispute' : 'resolve'}`)}
        isRight={(typed) => asked.current === 'confirmDelivery' || typed.trim() !== ''}
        rows={3}
      />
      <div className="console-actions">
        {steps.map((step, index) => (
          <button
            key={step}
            type="button"
            className={index === 0 ? 'btn btn-primary' : 'btn btn-outline-primary'}
            disabled={write.isPending}
            onClick={() => void take(step)}
          >
            {t(`units.do.${step}`)}
          </button>
        ))}
      </div>
    </Form>
  );
}

interface Taken {
  readonly step: UnitsStep;
  readonly awardId: string;
  readonly unitIds: string[];
  readonly reason: string;
}

async function takeStep(write: Write, taken: Taken): Promise<Taken> {
  const { step, awardId, unitIds, reason } = taken;
  const params = { awardId };
  if (step === 'confirmDelivery') await write('confirmDelivery', { params, body: { unitIds } });
  else if (step === 'disputeUnits') await write('disputeUnits', { params, body: { unitIds, reason } });
  else await write('resolveDispute', { params, body: { unitIds, accept: step === 'accept', reason } });
  return taken;
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
