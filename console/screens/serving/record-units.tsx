import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { CheckField } from '../../parts/check-field.tsx';
import { wouldBeClose } from '../../parts/close-together.ts';
import { Form } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { day, romeToday } from '../../words/format.ts';
import type { Order } from './orders.tsx';

interface Recording {
  readonly order: Order;
  readonly left: number;
  readonly onDone: (words: string) => void;
}

/** Opens the form that says what was delivered of an order. */
export function RecordUnits({ order, left, onDone }: Recording) {
  const { t } = useTranslation('serving');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Opener label={t('record')} about={order.code} isOpen={isOpen} onSet={setOpen} />
      {isOpen && (
        <RecordForm
          order={order}
          left={left}
          onDone={(words) => {
            setOpen(false);
            onDone(words);
          }}
        />
      )}
    </>
  );
}

/** The person is asked to confirm what is said here, and their silence confirms it. */
function RecordForm({ order, left, onDone }: Recording) {
  const { t } = useTranslation(['serving', 'cases']);
  const { id, awardId, code } = order;
  const formName = `units-${id}`;
  const [form, { forget }] = useKeptForm<Recorded>(formName, {
    units: '',
    deliveredOn: romeToday(),
    areWhole: false,
  });
  const { units: typed, deliveredOn: on } = form.watch();
  const units = Math.min(left, Number(typed) || 0);
  const close =
    on && units > 0 ? wouldBeClose(order.unit, order.deliveredUnits, { units, deliveredOn: on }) : 0;
  const record = useWrite('recordUnits', ({ unitIds }) => {
    forget();
    onDone(t('record.done', { count: unitIds.length, code }));
  });
  return (
    <Form
      name={formName}
      form={form}
      problem={record.error}
      className="console-form mt-3"
      onSend={({ units, deliveredOn }) =>
        record.mutate({ params: { awardId }, body: { orderId: id, units: Number(units), deliveredOn } })
      }
    >
      <p>{t('record.words')}</p>
      <TextField
        form={form}
        formName={formName}
        name="units"
        label={t('record.units')}
        hint={t('record.units.hint', { most: left })}
        wrong={t('record.units.wrong', { most: left })}
        isRight={(typed) => /^\d+$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= left}
        inputMode="numeric"
        maxLength={4}
      />
      <TextField
        form={form}
        formName={formName}
        name="deliveredOn"
        type="date"
        max={romeToday()}
        label={t('record.day')}
        wrong={t('record.day.wrong', { day: day(romeToday()) })}
        isRight={(typed) => typed !== '' && typed <= romeToday()}
      />
      {close > 0 && (
        <AreWhole
          form={form}
          formName={formName}
          units={t(`unit.${order.unit}`, { ns: 'cases', count: close })}
        />
      )}
      <button type="submit" className="btn btn-primary" disabled={record.isPending}>
        {t('record.do')}
      </button>
    </Form>
  );
}

interface Recorded {
  units: string;
  deliveredOn: string;
  areWhole: boolean;
}

/** Six weeks of one day may be a month written at once, or a mistake: asked before it is sent. */
function AreWhole({
  units,
  ...at
}: {
  readonly form: UseFormReturn<Recorded>;
  readonly formName: string;
  readonly units: string;
}) {
  const { t } = useTranslation('serving');
  return (
    <>
      <p role="status">
        <strong>{t('record.close', { units })}</strong>
      </p>
      <CheckField
        {...at}
        name="areWhole"
        label={t('record.close.sure')}
        wrong={t('record.close.wrong')}
        mustBe
      />
    </>
  );
}
