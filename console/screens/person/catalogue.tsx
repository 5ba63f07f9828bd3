import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { money, number } from '../../words/format.ts';
import { Where } from './where.tsx';

const categories = [
  'childcare',
  'summerCamp',
  'homeCare',
  'dayCentre',
  'psychology',
  'therapy',
  'transport',
  'sports',
  'culture',
  'proximityShop',
] as const;
const distances = [5_000, 10_000, 20_000] as const;

/** What is offered near home, nearest first; the address holds what was searched for. */
export default function Catalogue() {
  const { t } = useTranslation('person');
  const [search] = useSearchParams();
  const category = categories.find((known) => known === search.get('category'));
  const within = distances.find((known) => String(known) === search.get('within'));
  const q = search.get('q') ?? '';
  const query = {
    ...(q && { q }),
    ...(category && { category }),
    ...(within && { withinMetres: within }),
  };
  const services = useList('searchDirectory', { query });
  return (
    <>
      <Heading>{t('catalogue.title')}</Heading>
      <SearchForm key={search.toString()} />
      <p>
        <Link to="/catalogue/cumulative" className="d-inline-block py-1">
          {t('cumulative.link')}
        </Link>
      </p>
      {services.error && <ProblemNotice error={services.error} onAgain={() => void services.refetch()} />}
      {!services.items && !services.error && <Loading />}
      {services.items?.length === 0 && (
        <div className="console-empty">
          <p role="status">{t('catalogue.empty')}</p>
          <Link className="btn btn-primary" to="/catalogue">
            {t('catalogue.clear')}
          </Link>
        </div>
      )}
      {services.items && services.items.length > 0 && (
        <section className="mt-4" aria-labelledby="results">
          <h2 id="results" className="h4">
            {t('catalogue.results')}
          </h2>
          <ul className="console-rows">
            {services.items.map((service) => (
              <ServiceRow key={service.id} service={service} />
            ))}
          </ul>
        </section>
      )}
      <More list={services} />
    </>
  );
}

function SearchForm() {
  const { t } = useTranslation('person');
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState({
    q: search.get('q') ?? '',
    category: search.get('category') ?? '',
    within: search.get('within') ?? '',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSearch(Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== '')));
  };
  return (
    <form role="search" aria-label={t('catalogue.search')} className="console-search" onSubmit={submit}>
      <Field label={t('catalogue.q')} hint={t('catalogue.q.hint')}>
        {(control) => (
          <input
            {...control}
            type="search"
            maxLength={100}
            value={asked.q}
            onChange={(event) => setAsked({ ...asked, q: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('catalogue.category')}>
        {(control) => (
          <select
            {...control}
            value={asked.category}
            onChange={(event) => setAsked({ ...asked, category: event.target.value })}
          >
            <option value="">{t('catalogue.category.all')}</option>
            {categories.map((category) => (
              <option key={category} value={category}>
                {t(`category.${category}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('catalogue.within')}>
        {(control) => (
          <select
            {...control}
            value={asked.within}
            onChange={(event) => setAsked({ ...asked, within: event.target.value })}
          >
            <option value="">{t('catalogue.within.all')}</option>
            {distances.map((metres) => (
              <option key={metres} value={metres}>
                {t('catalogue.within.metres', { km: metres / 1000 })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" className="btn btn-primary">
        {t('catalogue.submit')}
      </button>
    </form>
  );
}

export type Service = Answer<'searchDirectory'>['items'][number];

function ServiceRow({ service }: { readonly service: Service }) {
  const { t } = useTranslation('person');
  const { distanceMetres } = service.place;
  return (
    <li>
      <h3 className="h5 mb-1">{service.name}</h3>
      <p className="mb-1">
        {service.provider.name} · {t(`category.${service.category}`)}
      </p>
      <p className="mb-1">
        <strong>
          {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })}
        </strong>
      </p>
      <p className="mb-1">
        <Where place={service.place} /> ·{' '}
        {distanceMetres === 0
          ? t('catalogue.here')
          : t('catalogue.distance', { km: number(distanceMetres / 1000, 1) })}
      </p>
      <p className="small">{t('catalogue.near', { words: service.near.words })}</p>
      <Link
        className="btn btn-outline-primary btn-sm"
        to={`/catalogue/${service.id}`}
        aria-label={t('catalogue.open.name', { name: `${service.name}, ${service.provider.name}` })}
      >
        {t('catalogue.open')}
      </Link>
    </li>
  );
}
