import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { categoryTraits, serviceCategories } from '../../../domain/provider-service.ts';
import { Field } from '../../parts/field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { spoken } from '../../words/words.ts';

export const distances = [5_000, 10_000, 15_000, 30_000] as const;

const fields = ['comune', 'category', 'within', 'q', 'any'] as const;

/** What is looked for stands in the address: a search can be sent to somebody. */
export function SearchForm() {
  const { t } = useTranslation('directory');
  const { items } = useComuni();
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map((field) => [field, search.get(field) ?? ''])),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSearch(Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== '')));
  };
  const ask = (field: (typeof fields)[number]) => ({
    value: asked[field] ?? '',
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setAsked({ ...asked, [field]: target.value }),
  });
  return (
    <form role="search" aria-label={t('search')} onSubmit={submit}>
      <div className="console-search">
        <Field label={t('comune')} hint={t('comune.hint')}>
          {(control) => (
            <select {...control} className="form-select" {...ask('comune')}>
              <option value="">{t('comune.own')}</option>
              {items.map(({ istatCode, name }) => (
                <option key={istatCode} value={istatCode}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('category')}>
          {(control) => (
            <select {...control} className="form-select" {...ask('category')}>
              <option value="">{t('all')}</option>
              {serviceCategories.map((category) => (
                <option key={category} value={category}>
                  {categoryTraits[category].words[spoken()]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('within')}>
          {(control) => (
            <select {...control} className="form-select" {...ask('within')}>
              <option value="">{t('any')}</option>
              {distances.map((metres) => (
                <option key={metres} value={metres}>
                  {t('within.km', { km: metres / 1000 })}
                </option>
              ))}
            </select>
          )}
        </Field>
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
