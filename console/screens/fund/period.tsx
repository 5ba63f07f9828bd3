import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';

const days = ['from', 'until'] as const;

/** The first and the last day of what is asked for; either may be open. */
export type PeriodAsked = Readonly<Partial<Record<(typeof days)[number], string>>>;

/** What the address says of it, as far as it is a day. */
export function periodIn(search: URLSearchParams): PeriodAsked {
  return only((name) => search.get(name));
}

export function Period({
  period,
  onChoose,
}: {
  readonly period: PeriodAsked;
  readonly onChoose: (period: PeriodAsked) => void;
}) {
  const { t } = useTranslation('fund');
  return (
    <form
      className="console-search mb-3 no-print"
      role="search"
      aria-label={t('movements.period')}
      // What the address says is what the fields begin with.
      key={JSON.stringify(period)}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        onChoose(only((name) => fields.get(name) as string | null));
      }}
    >
      {days.map((name) => (
        <Field key={name} label={t(`movements.${name}`)}>
          {(control) => <input {...control} name={name} type="date" defaultValue={period[name] ?? ''} />}
        </Field>
      ))}
      <button type="submit" className="btn btn-outline-primary">
        {t('movements.search')}
      </button>
    </form>
  );
}

function only(saidOf: (name: (typeof days)[number]) => string | null): PeriodAsked {
  const said = days.map((name) => [name, saidOf(name)] as const);
  return Object.fromEntries(said.filter(([, value]) => value && /^\d{4}-\d{2}-\d{2}$/.test(value)));
}
