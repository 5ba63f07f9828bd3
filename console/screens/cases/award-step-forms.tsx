import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { useProviders } from '../../parts/organisation-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { money, romeToday } from '../../words/format.ts';
import type { Award } from './award-orders.tsx';
import { countFault, priceFault, wholeIn } from './draft.ts';
import { ClosingReason, StepForm } from './step-form.tsx';

interface Step {
  readonly award: Award;
  readonly onDone: () => void;
}

/** Gives back what will not be used: the person reads why in a letter. */
export function ReleaseForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const [form, { forget }] = useKeptForm(`${award.id}/release`, { reason: '' });
  const write = useWrite('releaseAward', done(forget, onDone));
  return (
    <StepForm
      name="release"
      form={form}
      write={write}
      submit={t('award.step.releaseAward')}
      tab="payments"
      onSend={(body) => write.mutate({ params: { awardId: award.id }, body })}
    >
      <ClosingReason form={form} formName="release" />
    </StepForm>
  );
}

export function DeathForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const [form, { forget }] = useKeptForm(`${award.id}/death`, { diedOn: '' });
  const write = useWrite('recordDeath', done(forget, onDone));
  return (
    <StepForm
      name="death"
      form={form}
      write={write}
      submit={t('award.step.recordDeath')}
      tab="payments"
      onSend={(body) => write.mutate({ params: { awardId: award.id }, body })}
    >
      <TextField
        form={form}
        formName="death"
        name="diedOn"
        type="date"
        max={romeToday()}
        label={t('award.diedOn')}
      />
    </StepForm>
  );
}

/** Gives the units that are left to another provider, as many as the old price still pays. */
export function SwapForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const empty = { orderId: firstOpen(award), providerId: '', unitPriceCents: '' };
  const [form, { forget }] = useKeptForm(`${award.id}/swap`, empty);
  const write = useWrite('swapProvider', done(forget, onDone));
  const providers = useProviders();
  const at = { form, formName: 'swap' };
  return (
    <StepForm
      name="swap"
      form={form}
      write={write}
      submit={t('award.step.swapProvider')}
      tab="payments"
      onSend={({ unitPriceCents: typed, ...body }) =>
        write.mutate({ params: { awardId: award.id }, body: { ...body, unitPriceCents: centsOf(typed)! } })
      }
    >
      <SelectField {...at} name="orderId" label={t('award.order')} options={useOpenOrders(award)} />
      <SelectField {...at} name="providerId" label={t('award.newProvider')} options={providers} />
      <TextField
        {...at}
        name="unitPriceCents"
        label={t('need.price')}
        hint={t('need.price.hint')}
        inputMode="decimal"
        faultOf={useNumberFault(priceFault)}
      />
    </StepForm>
  );
}

/** Gives units of an order as vouchers of the Fund, of a service that its provider offers. */
export function FundVouchersForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const empty = { orderId: firstOpen(award), serviceId: '', units: '', serviceFrom: romeToday() };
  const [form, { forget }] = useKeptForm(`${award.id}/vouchers`, empty);
  const write = useWrite('issueFundVouchers', done(forget, onDone));
  const orderId = form.watch('orderId');
  const providerId = award.orders.find(({ id }) => id === orderId)?.providerId;
  const provider = useRead(
    'getDirectoryProvider',
    { params: { organisationId: providerId ?? '' } },
    { enabled: providerId !== undefined },
  );
  const services = provider.data?.services ?? [];
  const at = { form, formName: 'vouchers' };
  return (
    <StepForm
      name="vouchers"
      form={form}
      write={write}
      submit={t('award.step.issueFundVouchers')}
      tab="payments"
      onSend={({ units, ...body }) =>
        write.mutate({ params: { awardId: award.id }, body: { ...body, units: wholeIn(units)! } })
      }
    >
      <SelectField {...at} name="orderId" label={t('award.order')} options={useOpenOrders(award)} />
      <SelectField
        {...at}
        name="serviceId"
        label={t('award.service')}
        options={services.map(({ id, name, unitPriceCents }) => ({
          value: id,
          label: `${name} (${money(unitPriceCents)})`,
        }))}
      />
      <TextField
        {...at}
        name="units"
        label={t('need.units')}
        inputMode="numeric"
        faultOf={useNumberFault(countFault)}
      />
      <TextField {...at} name="serviceFrom" type="date" min={romeToday()} label={t('award.from')} />
    </StepForm>
  );
}

function done(forget: () => void, onDone: () => void) {
  return () => {
    forget();
    onDone();
  };
}

function useOpenOrders({ orders }: Award) {
  const { t } = useTranslation('cases');
  return orders
    .filter(({ isOpen }) => isOpen)
    .map(({ id, code }) => ({ value: id, label: t('order.title', { code }) }));
}

function firstOpen(award: Award): string {
  return award.orders.find(({ isOpen }) => isOpen)?.id ?? '';
}

/** What is wrong with a number that was typed; that none was is told as of any field. */
function useNumberFault(faultOf: typeof priceFault) {
  const { t } = useTranslation('cases');
  return (typed: string) => {
    const fault = typed.trim() === '' ? undefined : faultOf(typed);
    return fault && t(`need.${fault}`);
  };
}
