import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import type { Award } from './award-orders.tsx';
import { countFault, priceFault } from './draft.ts';

type Typed = Readonly<Record<string, string>>;

/** What is typed for a step of the award, all of which must be answered. */
export function useTyped<T extends Typed>(award: Award, step: string, empty: T) {
  const { t } = useTranslation('cases');
  const [typed, keep, discard] = useDraft<T>(`${award.id}/${step}`, empty);
  const wrongNumber = (name: string, value: string) => {
    if (value.trim() === '') return undefined;
    const fault = name === 'price' ? priceFault(value) : name === 'units' ? countFault(value) : undefined;
    return fault && t(`need.${fault}`);
  };
  const missing = useMissing(
    Object.entries(typed).map(([name, value]) => ({
      name,
      label: t(labels[name as keyof typeof labels]),
      value,
      wrong: wrongNumber(name, value),
    })),
  );
  return {
    typed,
    missing,
    type: (some: Partial<T>) => keep({ ...typed, ...some }),
    done: (onDone: () => void) => () => {
      discard();
      onDone();
    },
  };
}

const labels = {
  reason: 'closing.reason',
  diedOn: 'award.diedOn',
  orderId: 'award.order',
  providerId: 'award.newProvider',
  price: 'need.price',
  serviceId: 'award.service',
  units: 'need.units',
  serviceFrom: 'award.from',
} as const;

interface Form {
  readonly typed: Typed;
  readonly missing: ReturnType<typeof useMissing>;
  readonly type: (some: Typed) => void;
}

export function Frame<T extends Typed>({
  form,
  write,
  submit,
  onSend,
  children,
}: {
  readonly form: { readonly typed: T; readonly missing: Form['missing'] };
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly submit: string;
  readonly onSend: (typed: T) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('cases');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.missing.isComplete()) onSend(form.typed);
      }}
    >
      {form.missing.summary}
      {write.error && <ProblemNotice error={write.error} />}
      {children}
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t(write.isPending ? 'sending' : 'award.do', { step: submit })}
        </button>
        <Link to="?tab=payments">{t('notNow')}</Link>
      </div>
    </form>
  );
}

export function OrderSelect({ award, form }: { readonly award: Award; readonly form: Form }) {
  const { t } = useTranslation('cases');
  const open = award.orders.filter(({ isOpen }) => isOpen);
  return (
    <Select
      name="orderId"
      label={t('award.order')}
      form={form}
      options={open.map(({ id, code }) => ({ value: id, label: t('order.title', { code }) }))}
    />
  );
}

export function Select({
  name,
  label,
  form,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly form: Form;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) {
  const { t } = useTranslation('cases');
  return (
    <Field id={name} label={label} error={form.missing.at(name)}>
      {(control) => (
        <select
          {...control}
          value={form.typed[name] ?? ''}
          onChange={(event) => form.type({ [name]: event.target.value })}
        >
          <option value="">{t('choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function firstOpen(award: Award): string {
  return award.orders.find(({ isOpen }) => isOpen)?.id ?? '';
}
