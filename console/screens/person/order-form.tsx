import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { today } from './days.ts';
import { ErrorSummary } from './error-summary.tsx';
import { usePeople, type Someone } from './people.ts';
import { useDraft } from './use-draft.ts';
import type { Placing } from './use-placing.ts';

type Wallet = Answer<'listWallets'>['items'][number];
const PRIVATE = 'private';
const MOST_UNITS = 100;

export function OrderForm({
  service,
  wallets,
  placing,
  onInvalid,
}: {
  readonly service: Service;
  readonly wallets: readonly Wallet[];
  readonly placing: Placing;
  readonly onInvalid: (invalid: boolean) => void;
}) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const people = usePeople();
  const { draft, change, forget } = useDraft(`order/${me.accountId}/${service.id}`, {
    whom: me.personId ?? '',
    pay: '',
    units: '1',
    from: today(),
  });
  const [shown, setShown] = useState<readonly Fault[]>([]);
  const whom = people.find(({ id }) => id === draft.whom) ?? people[0];
  const ownerId = whom?.as === 'principal' ? whom.id : me.personId;
  const usable = wallets.filter(({ personId }) => personId === ownerId);
  const pay =
    [...usable.map(({ id }) => id), PRIVATE].find((id) => id === draft.pay) ?? usable[0]?.id ?? PRIVATE;
  const units = /^\d{1,3}$/.test(draft.units) ? Number(draft.units) : 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const faults = faultsOf(units, draft.from);
    setShown(faults);
    onInvalid(faults.length > 0);
    if (faults.length > 0 || placing.isPending || !whom || !ownerId) return;
    const walletId = pay === PRIVATE ? null : pay;
    placing.place({ walletId, buyerId: ownerId, beneficiaryId: whom.id, units, serviceFrom: draft.from });
    forget();
  };
  const faultAt = (field: Fault) => shown.includes(field);
  return (
    <form className="console-form" noValidate onSubmit={submit}>
      {shown.length > 0 && (
        <ErrorSummary faults={shown.map((field) => ({ field, message: t(`order.${field}.wrong`) }))} />
      )}
      <Choice name="whom" legend={t('order.who')} hint={t('order.who.hint')}>
        {people.map((person) => (
          <Option
            key={person.id}
            name="whom"
            value={person.id}
            checked={person.id === whom?.id}
            onChoose={() => change({ whom: person.id })}
          >
            <PersonWords person={person} />
          </Option>
        ))}
      </Choice>
      <Choice name="pay" legend={t('order.pay')}>
        {usable.map(({ id, planName, balanceCents }) => (
          <Option key={id} name="pay" value={id} checked={id === pay} onChoose={() => change({ pay: id })}>
            {t('order.pay.wallet', { plan: planName, left: money(balanceCents) })}
          </Option>
        ))}
        <Option
          name="pay"
          value={PRIVATE}
          checked={pay === PRIVATE}
          onChoose={() => change({ pay: PRIVATE })}
        >
          {t('order.pay.private')}
        </Option>
      </Choice>
      <Field id="units" label={t('order.units')} error={faultAt('units') && t('order.units.wrong')}>
        <input
          id="units"
          className="form-control"
          inputMode="numeric"
          required
          value={draft.units}
          aria-invalid={faultAt('units')}
          aria-describedby={faultAt('units') ? 'units-error units-hint' : 'units-hint'}
          onChange={(event) => change({ units: event.target.value })}
        />
        <small id="units-hint">{t('order.units.hint', { price: money(service.unitPriceCents) })}</small>
      </Field>
      <Field id="from" label={t('order.from')} error={faultAt('from') && t('order.from.wrong')}>
        <input
          id="from"
          type="date"
          className="form-control"
          required
          min={today()}
          value={draft.from}
          aria-invalid={faultAt('from')}
          aria-describedby={faultAt('from') ? 'from-error' : undefined}
          onChange={(event) => change({ from: event.target.value })}
        />
      </Field>
      <p aria-live="polite">
        <strong>{t('order.total', { total: money(units * service.unitPriceCents) })}</strong>
      </p>
      <button type="submit" className="btn btn-primary" disabled={placing.isPending}>
        {t(placing.isPending ? 'order.sending' : 'order.submit')}
      </button>
    </form>
  );
}

type Fault = 'units' | 'from';

function faultsOf(units: number, from: string): readonly Fault[] {
  return [
    ...(units < 1 || units > MOST_UNITS ? (['units'] as const) : []),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(from) && from >= today() ? [] : (['from'] as const)),
  ];
}

function PersonWords({ person }: { readonly person: Someone }) {
  const { t } = useTranslation('person');
  if (person.as === 'self') return t('order.who.self');
  return t(`order.who.${person.as}`, { name: person.name ?? t('order.who.unnamed') });
}

function Choice({
  name,
  legend,
  hint,
  children,
}: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <fieldset aria-describedby={hint && `${name}-hint`}>
      <legend>{legend}</legend>
      {children}
      {hint && <small id={`${name}-hint`}>{hint}</small>}
    </fieldset>
  );
}

function Option({
  name,
  value,
  checked,
  onChoose,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: React.ReactNode;
}) {
  const id = `${name}-${value}`;
  return (
    <div className="console-option">
      <input type="radio" id={id} name={name} value={value} checked={checked} onChange={onChoose} />
      <label htmlFor={id}>{children}</label>
    </div>
  );
}

function Field({
  id,
  label,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly error: string | false;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="mb-4">
      <label htmlFor={id}>{label}</label>
      {error && (
        <p id={`${id}-error`} className="console-field-error">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}
