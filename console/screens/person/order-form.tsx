import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { today } from './days.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Choice, Field, Option } from './fields.tsx';
import { usePeople, type Someone } from './people.ts';
import { useDraft } from './use-draft.ts';
import type { Placing } from './use-placing.ts';

type Wallet = Answer<'listWallets'>['items'][number];
const PRIVATE = 'private';
const MOST_UNITS = 100;

export function OrderForm({
  service,
  draftName,
  wallets,
  placing,
  onInvalid,
}: {
  readonly service: Service;
  readonly draftName: string;
  readonly wallets: readonly Wallet[];
  readonly placing: Placing;
  readonly onInvalid: (invalid: boolean) => void;
}) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const people = usePeople();
  const { draft, change } = useDraft(draftName, {
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
  };
  return (
    <form className="console-form" noValidate onSubmit={submit}>
      {shown.length > 0 && (
        <ErrorSummary faults={shown.map((field) => ({ field, message: t(`order.${field}.wrong`) }))} />
      )}
      <Whom people={people} chosen={whom?.id} mayDeclare={usable.length > 0} onChoose={change} />
      <Payment wallets={usable} chosen={pay} onChoose={change} />
      <Amounts
        draft={draft}
        onChange={change}
        faults={shown}
        hint={t(pay === PRIVATE ? 'order.units.each' : 'order.units.hint', {
          price: money(service.unitPriceCents),
        })}
      />
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

interface Draft {
  readonly units: string;
  readonly from: string;
}

function Amounts({
  draft,
  onChange,
  faults,
  hint,
}: {
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
  readonly faults: readonly Fault[];
  readonly hint: string;
}) {
  const { t } = useTranslation('person');
  const faultAt = (field: Fault) => faults.includes(field);
  return (
    <>
      <Field id="units" label={t('order.units')} error={faultAt('units') && t('order.units.wrong')}>
        <input
          id="units"
          className="form-control"
          inputMode="numeric"
          required
          value={draft.units}
          aria-invalid={faultAt('units')}
          aria-describedby={faultAt('units') ? 'units-error units-hint' : 'units-hint'}
          onChange={(event) => onChange({ units: event.target.value })}
        />
        <small id="units-hint">{hint}</small>
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
          onChange={(event) => onChange({ from: event.target.value })}
        />
      </Field>
    </>
  );
}

function Whom({
  people,
  chosen,
  mayDeclare,
  onChoose,
}: {
  readonly people: readonly Someone[];
  readonly chosen: string | undefined;
  readonly mayDeclare: boolean;
  readonly onChoose: (some: { readonly whom: string }) => void;
}) {
  const { t } = useTranslation('person');
  const hint = mayDeclare ? { hint: t('order.who.hint') } : {};
  return (
    <Choice name="whom" legend={t('order.who')} {...hint}>
      {people.map((person) => (
        <Option
          key={person.id}
          name="whom"
          value={person.id}
          checked={person.id === chosen}
          onChoose={() => onChoose({ whom: person.id })}
        >
          <PersonWords person={person} />
        </Option>
      ))}
    </Choice>
  );
}

function Payment({
  wallets,
  chosen,
  onChoose,
}: {
  readonly wallets: readonly Wallet[];
  readonly chosen: string;
  readonly onChoose: (some: { readonly pay: string }) => void;
}) {
  const { t } = useTranslation('person');
  const ways = [
    ...wallets.map(({ id, planName, balanceCents }) => ({
      id,
      words: t('order.pay.wallet', { plan: planName, left: money(balanceCents) }),
    })),
    { id: PRIVATE, words: t('order.pay.private') },
  ];
  return (
    <Choice name="pay" legend={t('order.pay')}>
      {ways.map(({ id, words }) => (
        <Option key={id} name="pay" value={id} checked={id === chosen} onChoose={() => onChoose({ pay: id })}>
          {words}
        </Option>
      ))}
    </Choice>
  );
}
