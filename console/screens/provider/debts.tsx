import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { centsOf } from '../../words/cents.ts';

const parts = ['debtCents', 'penaltiesCents', 'interestCents'] as const;
export type TypedDebt = Readonly<Record<(typeof parts)[number], string>>;
export const noDebt: TypedDebt = { debtCents: '', penaltiesCents: '', interestCents: '' };

/** What each body says is owed to it. */
export function Debts({
  debts,
  onChange,
}: {
  readonly debts: readonly TypedDebt[];
  readonly onChange: (debts: readonly TypedDebt[]) => void;
}) {
  const { t } = useTranslation('provider');
  return (
    <>
      {debts.map((debt, index) => (
        <fieldset key={index} className="console-field">
          <legend>{t('debt.of', { number: index + 1 })}</legend>
          {parts.map((part) => (
            <Field key={part} label={t(`debt.${part}`)}>
              {(control) => (
                <input
                  {...control}
                  className="form-control"
                  inputMode="decimal"
                  value={debt[part]}
                  onChange={({ target }) =>
                    onChange(debts.map((old, at) => (at === index ? { ...old, [part]: target.value } : old)))
                  }
                />
              )}
            </Field>
          ))}
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() => onChange([...debts, noDebt])}
        >
          {t('debt.another')}
        </button>
      </p>
    </>
  );
}

/** What was left empty is nothing owed. */
export function debtsIn(debts: readonly TypedDebt[]) {
  return debts.map(({ debtCents, penaltiesCents, interestCents }) => ({
    debtCents: centsOf(debtCents) ?? 0,
    penaltiesCents: centsOf(penaltiesCents) ?? 0,
    interestCents: centsOf(interestCents) ?? 0,
  }));
}
