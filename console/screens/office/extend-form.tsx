import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { useOrganisations } from '../../parts/organisation-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { day } from '../../words/format.ts';

type Counted = Answer<'countVoucherExtension'>;

const empty = { planId: '', providerId: '', until: '', reason: '' };

interface Days {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Counted first, then given to just as many; what was counted of something else is counted again. */
function useExtension({ fromDate, toDate }: Days) {
  const [form, { forget }] = useKeptForm('extend-vouchers', empty);
  const [counted, setCounted] = useState<Counted>();
  const [refusal, setRefusal] = useState<unknown>();
  const extend = useWrite('extendVouchers', () => {
    setCounted(undefined);
    forget();
  });
  useEffect(() => {
    const typing = form.watch((_values, { name }) => name !== 'reason' && setCounted(undefined));
    return () => typing.unsubscribe();
  }, [form]);
  const count = async ({ planId, providerId, until }: typeof empty) => {
    setRefusal(undefined);
    extend.reset();
    try {
      const which = { ...(planId ? { planId } : {}), ...(providerId ? { providerId } : {}) };
      setCounted(await call('countVoucherExtension', { query: { ...which, fromDate, toDate, until } }));
    } catch (error) {
      setRefusal(error);
    }
  };
  const give = ({ planId, providerId, until, reason }: typeof empty, expected: number) => {
    const which = { planId: planId || null, providerId: providerId || null };
    extend.mutate({ body: { ...which, fromDate, toDate, until, reason, expected } });
  };
  return { form, problem: refusal ?? extend.error, extend, count, give, counted };
}

/** More time for all vouchers of those days at once. */
export function ExtendForm({ fromDate, toDate }: Days) {
  const { t } = useTranslation('office');
  const { form, problem, extend, count, give, counted } = useExtension({ fromDate, toDate });
  const plans = useList('listWelfarePlans', { query: { state: 'active', limit: 200 } });
  const providers = useOrganisations('provider');
  const toExtend = counted?.extended ?? 0;
  const at = { form, formName: 'extend' };
  return (
    <section aria-labelledby="extend" className="mt-5">
      <h2 id="extend" className="h4">
        {t('extend')}
      </h2>
      <p>{t('extend.words', { from: day(fromDate), to: day(toDate) })}</p>
      <Form
        name="extend"
        form={form}
        problem={problem}
        onSend={(typed) => (toExtend > 0 ? give(typed, toExtend) : void count(typed))}
      >
        <SelectField
          {...at}
          {...whichOne(t('extend.plan'), t('extend.anyPlan'))}
          name="planId"
          options={plans.items?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
        <SelectField
          {...at}
          {...whichOne(t('extend.provider'), t('extend.anyProvider'))}
          name="providerId"
          options={providers}
        />
        <TextField
          {...at}
          name="until"
          type="date"
          label={t('extend.until')}
          hint={t('extend.until.hint')}
          wrong={t('extend.until.wrong')}
          isRight={(typed) => typed > fromDate}
        />
        <p role="status">
          {counted && t('extend.counted', { count: counted.extended, leftOut: counted.leftOut })}
          {extend.data && !counted && t('extend.done', { count: extend.data.extended })}
        </p>
        {toExtend > 0 && (
          <TextField
            {...at}
            name="reason"
            label={t('extend.reason')}
            hint={t('extend.reason.hint')}
            wrong={t('extend.reason.wrong')}
            rows={3}
            maxLength={1000}
          />
        )}
        <button type="submit" className="btn btn-primary" disabled={extend.isPending}>
          {toExtend > 0 ? t('extend.send', { count: toExtend }) : t('extend.count')}
        </button>
      </Form>
    </section>
  );
}

/** Of all, or of one alone. */
const whichOne = (label: string, none: string) => ({ label, wrong: label, none, optional: true });
