import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { messageAt, type PlacedFault } from '../../client/problem.ts';
import { Choice } from '../../parts/choice.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field } from '../../parts/field.tsx';
import { useSession } from '../../session/session-context.ts';
import { money, romeToday } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { usePeople, usePersonWords } from './people.ts';
import type { Someone } from './tell-apart.ts';
import type { Placing } from './use-placing.ts';
import { onlyOneMeant } from './whom.ts';
import { WithinPage } from '../../parts/within-page.tsx';

type Wallet = Answer<'listWallets'>['items'][number];
const PRIVATE = 'private';
const MOST_UNITS = 100;

export function OrderForm({
  service,
  draft,
  onChange,
  wallets,
  placing,
  onInvalid,
}: {
  readonly service: Service;
  readonly draft: OrderDraft;
  readonly onChange: (draft: OrderDraft) => void;
  readonly wallets: readonly Wallet[];
  readonly placing: Placing;
  readonly onInvalid: (invalid: boolean) => void;
}) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const people = usePeople();
  const change = (some: Partial<OrderDraft>) => onChange({ ...draft, ...some });
  const [shown, setShown] = useState<readonly Fault[]>([]);
  const [asked, setAsked] = useState(0);
  const whom = people.find(({ id }) => id === draft.whom) ?? onlyOneMeant(people, service.category);
  const ownerId = whom?.as === 'principal' ? whom.id : me.personId;
  const usable = wallets.filter(({ personId }) => personId === ownerId);
  const pay =
    [...usable.map(({ id }) => id), PRIVATE].find((id) => id === draft.pay) ?? usable[0]?.id ?? PRIVATE;
  const units = /^\d{1,3}$/.test(draft.units) ? Number(draft.units) : 0;
  const wrongAt = (field: Fault) =>
    shown.includes(field) ? t(`order.${field}.wrong`) : messageAt(placing.error, placeOf[field]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const faults = [...(whom ? [] : (['whom'] as const)), ...faultsOf(units, draft.from)];
    setShown(faults);
    setAsked(asked + 1);
    onInvalid(faults.length > 0);
    if (faults.length > 0 || placing.isPending || !whom || !ownerId) return;
    const walletId = pay === PRIVATE ? null : pay;
    placing.place({ walletId, buyerId: ownerId, beneficiaryId: whom.id, units, serviceFrom: draft.from });
  };
  return (
    <form noValidate onSubmit={submit}>
      {shown.length > 0 && (
        <ErrorSummary
          faults={shown.map((field) => ({ field, message: t(`order.${field}.wrong`) }))}
          asked={asked}
        />
      )}
      <Whom
        people={people}
        chosen={whom?.id}
        mayDeclare={usable.length > 0}
        wrong={whom && shown.includes('whom') ? undefined : wrongAt('whom')}
        onChoose={change}
      />
      <Payment wallets={usable} chosen={pay} onChoose={change} />
      <Amounts
        draft={draft}
        onChange={change}
        wrongAt={wrongAt}
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

const placeOf = { whom: 'beneficiaryId', units: 'units', from: 'serviceFrom' } as const;
type Fault = keyof typeof placeOf;

/** What the service found wrong with an order is where it was typed. */
export function leadToOrdered({ pointer, message }: PlacedFault) {
  const field = Object.entries(placeOf).find(([, place]) => pointer.endsWith(`/${place}`))?.[0];
  return field && <WithinPage to={field}>{message}</WithinPage>;
}

function faultsOf(units: number, from: string): readonly Fault[] {
  return [
    ...(units < 1 || units > MOST_UNITS ? (['units'] as const) : []),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(from) && from >= romeToday() ? [] : (['from'] as const)),
  ];
}

export interface OrderDraft {
  readonly whom: string;
  readonly pay: string;
  readonly units: string;
  readonly from: string;
}

function Amounts({
  draft,
  onChange,
  wrongAt,
  hint,
}: {
  readonly draft: OrderDraft;
  readonly onChange: (some: Partial<OrderDraft>) => void;
  readonly wrongAt: (field: Fault) => string | undefined;
  readonly hint: string;
}) {
  const { t } = useTranslation('person');
  return (
    <>
      <Field id="units" label={t('order.units')} hint={hint} error={wrongAt('units')}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            value={draft.units}
            onChange={(event) => onChange({ units: event.target.value })}
          />
        )}
      </Field>
      <Field id="from" label={t('order.from')} error={wrongAt('from')}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={romeToday()}
            value={draft.from}
            onChange={(event) => onChange({ from: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Whom({
  people,
  chosen,
  mayDeclare,
  wrong,
  onChoose,
}: {
  readonly people: readonly Someone[];
  readonly chosen: string | undefined;
  readonly mayDeclare: boolean;
  readonly wrong: string | undefined;
  readonly onChoose: (some: { readonly whom: string }) => void;
}) {
  const { t } = useTranslation('person');
  const words = usePersonWords();
  const isEmployee = useSession().me.roles.includes('employee');
  return (
    <>
      <Choice
        id="whom"
        legend={t('order.who')}
        error={wrong}
        options={people.map((person) => ({ value: person.id, label: words(person) }))}
        chosen={chosen ?? ''}
        onChoose={(whom) => onChoose({ whom })}
      />
      {mayDeclare && (
        <p>
          {t('order.who.hint')}{' '}
          {isEmployee ? <Link to="/family">{t('order.who.declare')}</Link> : t('order.who.desk')}
        </p>
      )}
    </>
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
      value: id,
      label: t('order.pay.wallet', { plan: planName, left: money(balanceCents) }),
    })),
    { value: PRIVATE, label: t('order.pay.private') },
  ];
  return (
    <Choice legend={t('order.pay')} options={ways} chosen={chosen} onChoose={(pay) => onChoose({ pay })} />
  );
}
