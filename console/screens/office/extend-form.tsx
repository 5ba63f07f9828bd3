import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { OrganisationField } from '../../parts/organisation-field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { day } from '../../words/format.ts';

type Counted = Answer<'countVoucherExtension'>;

interface Campaign {
  readonly planId: string;
  readonly providerId: string;
  readonly until: string;
  readonly reason: string;
}

interface Days {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Counted first, then given to just as many; what was counted of something else is counted again. */
function useExtension({ fromDate, toDate }: Days) {
  const { t } = useTranslation('office');
  const [campaign, setCampaign] = useState<Campaign>({ planId: '', providerId: '', until: '', reason: '' });
  const [counted, setCounted] = useState<Counted>();
  const [refusal, setRefusal] = useState<unknown>();
  const extend = useWrite('extendVouchers', () => setCounted(undefined));
  const { planId, providerId, until, reason } = campaign;
  const faults = useFaults(
    {
      until: { isWrong: until <= fromDate, words: t('extend.until.wrong') },
      reason: { isWrong: counted !== undefined && reason.trim() === '', words: t('extend.reason.wrong') },
    },
    refusal ?? extend.error,
  );
  const set = (change: Partial<Campaign>) => {
    setCampaign({ ...campaign, ...change });
    if (!('reason' in change)) setCounted(undefined);
  };
  const count = async () => {
    setRefusal(undefined);
    extend.reset();
    try {
      const which = { ...(planId ? { planId } : {}), ...(providerId ? { providerId } : {}) };
      setCounted(await call('countVoucherExtension', { query: { ...which, fromDate, toDate, until } }));
    } catch (error) {
      setRefusal(error);
    }
  };
  const send = (expected: number) => {
    const which = { planId: planId || null, providerId: providerId || null };
    extend.mutate({ body: { ...which, fromDate, toDate, until, reason, expected } });
  };
  return { campaign, set, faults, extend, count, send, counted };
}

/** More time for all vouchers of those days at once. */
export function ExtendForm({ fromDate, toDate }: Days) {
  const { t } = useTranslation('office');
  const { campaign, set, faults, extend, count, send, counted } = useExtension({ fromDate, toDate });
  const toExtend = counted?.extended ?? 0;
  return (
    <section aria-labelledby="extend" className="mt-5">
      <h2 id="extend" className="h4">
        {t('extend')}
      </h2>
      <p>{t('extend.words', { from: day(fromDate), to: day(toDate) })}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!faults.isSound()) return;
          if (toExtend > 0) send(toExtend);
          else void count();
        }}
      >
        {faults.summary}
        <Which campaign={campaign} onSet={set} />
        <Field label={t('extend.until')} hint={t('extend.until.hint')} {...faults.field('until')}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={campaign.until}
              onChange={(event) => set({ until: event.target.value })}
            />
          )}
        </Field>
        <p role="status">
          {counted && t('extend.counted', { count: counted.extended, leftOut: counted.leftOut })}
          {extend.data && !counted && t('extend.done', { count: extend.data.extended })}
        </p>
        {toExtend > 0 && (
          <Field label={t('extend.reason')} hint={t('extend.reason.hint')} {...faults.field('reason')}>
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={1000}
                value={campaign.reason}
                onChange={(event) => set({ reason: event.target.value })}
              />
            )}
          </Field>
        )}
        <button type="submit" className="btn btn-primary" disabled={extend.isPending}>
          {toExtend > 0 ? t('extend.send', { count: toExtend }) : t('extend.count')}
        </button>
      </form>
    </section>
  );
}

function Which({
  campaign,
  onSet,
}: {
  readonly campaign: Campaign;
  readonly onSet: (change: Partial<Campaign>) => void;
}) {
  const { t } = useTranslation('office');
  const plans = useList('listWelfarePlans', { query: { state: 'active', limit: 200 } });
  return (
    <>
      <Field label={t('extend.plan')}>
        {(control) => (
          <select
            {...control}
            value={campaign.planId}
            onChange={(event) => onSet({ planId: event.target.value })}
          >
            <option value="">{t('extend.anyPlan')}</option>
            {plans.items?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <OrganisationField
        role="provider"
        label={t('extend.provider')}
        none={t('extend.anyProvider')}
        chosen={campaign.providerId}
        onChoose={(providerId) => onSet({ providerId })}
      />
    </>
  );
}
