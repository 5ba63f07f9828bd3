import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { categoryTraits, serviceCategories } from '../../../domain/provider-service.ts';
import { Field } from '../../parts/field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useSession } from '../../session/session-context.ts';
import { spoken } from '../../words/words.ts';

export const distances = [5_000, 10_000, 15_000, 30_000] as const;

const fields = ['comune', 'category', 'within', 'q', 'any'] as const;

/** What is looked for stands in the address: a search can be sent to somebody. */
export function SearchForm() {
  const { t } = useTranslation('directory');
  const { me } = useSession();
  const { items } = useComuni();
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map((field) => [field, search.get(field) ?? ''])),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSearch(Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== '')));
  };
  const ask = (field: (typeof fields)[number]): Asked => ({
    value: asked[field] ?? '',
    onChange: ({ target }) => setAsked({ ...asked, [field]: target.value }),
  });
  return (
    <form role="search" aria-label={t('search')} onSubmit={submit}>
      <div className="console-search">
        <Select
          label={t('comune')}
          hint={t('comune.hint')}
          none={t(me.comuneIstat ? 'comune.own' : 'choose')}
          options={items.map(({ istatCode, name }) => ({ value: istatCode, label: name }))}
          {...ask('comune')}
        />
        <Select
          label={t('category')}
          none={t('all')}
          options={serviceCategories.map((value) => ({
            value,
            label: categoryTraits[value].words[spoken()],
          }))}
          {...ask('category')}
        />
        <Select
          label={t('within')}
          none={t('any')}
          options={distances.map((metres) => ({
            value: String(metres),
            label: t('within.km', { km: metres / 1000 }),
          }))}
          {...ask('within')}
        />
        <Field label={t('q')}>
          {(control) => (
            <input {...control} type="search" className="form-control" maxLength={100} {...ask('q')} />
          )}
        </Field>
      </div>
      <label className="console-option">
        <input
          type="checkbox"
          checked={asked['any'] === 'yes'}
          onChange={({ target }) => setAsked({ ...asked, any: target.checked ? 'yes' : '' })}
        />
        <span>{t('any.suspended')}</span>
      </label>
      <button type="submit" className="btn btn-primary">
        {t('send')}
      </button>
    </form>
  );
}

interface Asked {
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}

/** One of many, or none of them. */
function Select({
  label,
  hint,
  none,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
} & Asked) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select {...control} className="form-select" value={value} onChange={onChange}>
          <option value="">{none}</option>
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
