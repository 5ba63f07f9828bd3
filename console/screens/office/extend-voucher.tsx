import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { day } from '../../words/format.ts';

export type ToExtend = Answer<'findVoucherToExtend'>;

/** More time for one voucher. Why is told of a person: it is sealed by the service, and not kept in the tab. */
export function ExtendVoucher({
  voucher: { id, number, untilDate },
  latestDate,
}: {
  readonly voucher: ToExtend;
  readonly latestDate: string;
}) {
  const { t } = useTranslation('office');
  const [form, { clear }] = useKeptForm(`extend-${number}`, { until: '', reason: '' }, ['reason']);
  const extend = useWrite('extendVoucher', clear);
  const at = { form, formName: 'extend' };
  return (
    <section aria-labelledby="extend" className="mt-5">
      <h2 id="extend" className="h4">
        {t('extend')}
      </h2>
      <p role="status">{extend.data && t('extendOne.done', { day: day(extend.data.untilDate) })}</p>
      {untilDate < latestDate ? (
        <Form
          name="extend"
          form={form}
          problem={extend.error}
          onSend={(body) => extend.mutate({ params: { voucherId: id }, body })}
        >
          <TextField
            {...at}
            name="until"
            type="date"
            label={t('extend.until')}
            hint={t('extendOne.until.hint', { latest: day(latestDate) })}
            wrong={t('extendOne.until.wrong', { from: day(untilDate), latest: day(latestDate) })}
            isRight={(typed) => typed > untilDate && typed <= latestDate}
          />
          <TextField
            {...at}
            name="reason"
            label={t('extend.reason')}
            hint={t('extendOne.reason.hint')}
            wrong={t('extend.reason.wrong')}
            rows={3}
            maxLength={1000}
          />
          <button type="submit" className="btn btn-primary" disabled={extend.isPending}>
            {t('extendOne.send')}
          </button>
        </Form>
      ) : (
        <p>{t('extendOne.longest', { day: day(latestDate) })}</p>
      )}
    </section>
  );
}
