import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useProviders } from '../../parts/organisation-field.tsx';
import { centsOf } from '../../words/cents.ts';
import { money, romeToday } from '../../words/format.ts';
import { firstOpen, Frame, OrderSelect, Select, useTyped } from './award-form.tsx';
import type { Award } from './award-orders.tsx';
import { wholeIn } from './draft.ts';

interface Step {
  readonly award: Award;
  readonly onDone: () => void;
}

/** Gives back what will not be used: the person reads why in a letter. */
export function ReleaseForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const form = useTyped(award, 'release', { reason: '' });
  const write = useWrite('releaseAward', form.done(onDone));
  return (
    <Frame
      form={form}
      write={write}
      submit={t('award.step.releaseAward')}
      onSend={({ reason }) => write.mutate({ params: { awardId: award.id }, body: { reason } })}
    >
      <Field
        id="reason"
        label={t('closing.reason')}
        hint={t('closing.hint')}
        error={form.missing.at('reason')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={form.typed.reason}
            onChange={(event) => form.type({ reason: event.target.value })}
          />
        )}
      </Field>
    </Frame>
  );
}

export function DeathForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const form = useTyped(award, 'death', { diedOn: '' });
  const write = useWrite('recordDeath', form.done(onDone));
  return (
    <Frame
      form={form}
      write={write}
      submit={t('award.step.recordDeath')}
      onSend={({ diedOn }) => write.mutate({ params: { awardId: award.id }, body: { diedOn } })}
    >
      <Field id="diedOn" label={t('award.diedOn')} error={form.missing.at('diedOn')}>
        {(control) => (
          <input
            {...control}
            type="date"
            max={romeToday()}
            value={form.typed.diedOn}
            onChange={(event) => form.type({ diedOn: event.target.value })}
          />
        )}
      </Field>
    </Frame>
  );
}

/** Gives the units that are left to another provider, as many as the old price still pays. */
export function SwapForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const form = useTyped(award, 'swap', { orderId: firstOpen(award), providerId: '', price: '' });
  const write = useWrite('swapProvider', form.done(onDone));
  const providers = useProviders();
  return (
    <Frame
      form={form}
      write={write}
      submit={t('award.step.swapProvider')}
      onSend={({ orderId, providerId, price }) =>
        write.mutate({
          params: { awardId: award.id },
          body: { orderId, providerId, unitPriceCents: centsOf(price)! },
        })
      }
    >
      <OrderSelect award={award} form={form} />
      <Select name="providerId" label={t('award.newProvider')} form={form} options={providers} />
      <Field id="price" label={t('need.price')} hint={t('need.price.hint')} error={form.missing.at('price')}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={form.typed.price}
            onChange={(event) => form.type({ price: event.target.value })}
          />
        )}
      </Field>
    </Frame>
  );
}

/** Gives units of an order as vouchers of the Fund, of a service that its provider offers. */
export function FundVouchersForm({ award, onDone }: Step) {
  const { t } = useTranslation('cases');
  const form = useTyped(award, 'vouchers', {
    orderId: firstOpen(award),
    serviceId: '',
    units: '',
    serviceFrom: romeToday(),
  });
  const write = useWrite('issueFundVouchers', form.done(onDone));
  const providerId = award.orders.find(({ id }) => id === form.typed.orderId)?.providerId;
  const provider = useRead(
    'getDirectoryProvider',
    { params: { organisationId: providerId ?? '' } },
    { enabled: providerId !== undefined },
  );
  const services = provider.data?.services ?? [];
  return (
    <Frame
      form={form}
      write={write}
      submit={t('award.step.issueFundVouchers')}
      onSend={({ orderId, serviceId, units, serviceFrom }) =>
        write.mutate({
          params: { awardId: award.id },
          body: { orderId, serviceId, units: wholeIn(units)!, serviceFrom },
        })
      }
    >
      <OrderSelect award={award} form={form} />
      <Select
        name="serviceId"
        label={t('award.service')}
        form={form}
        options={services.map(({ id, name, unitPriceCents }) => ({
          value: id,
          label: `${name} (${money(unitPriceCents)})`,
        }))}
      />
      <Field id="units" label={t('need.units')} error={form.missing.at('units')}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            value={form.typed.units}
            onChange={(event) => form.type({ units: event.target.value })}
          />
        )}
      </Field>
      <Field id="serviceFrom" label={t('award.from')} error={form.missing.at('serviceFrom')}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={romeToday()}
            value={form.typed.serviceFrom}
            onChange={(event) => form.type({ serviceFrom: event.target.value })}
          />
        )}
      </Field>
    </Frame>
  );
}
