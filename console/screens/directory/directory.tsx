import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { categoryTraits, serviceCategories } from '../../../domain/provider-service.ts';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useSession } from '../../session/session-context.ts';
import { day, money, number } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { distances, SearchForm } from './search-form.tsx';

type Entry = Answer<'searchDirectory'>['items'][number];

/** Providers' services by comune, category and distance, nearest first, each with why it counts as near. */
export default function Directory() {
  const { t } = useTranslation('directory');
  const { me } = useSession();
  const [search] = useSearchParams();
  return (
    <>
      <Heading>{t('title')}</Heading>
      <SearchForm key={search.toString()} />
      {me.comuneIstat || search.get('comune') ? (
        <Results />
      ) : (
        <p className="console-empty">{t('comune.choose')}</p>
      )}
    </>
  );
}

function Results() {
  const { t } = useTranslation('directory');
  const [search] = useSearchParams();
  const { nameOf } = useComuni();
  const comune = search.get('comune') ?? '';
  const category = serviceCategories.find((known) => known === search.get('category'));
  const within = distances.find((known) => String(known) === search.get('within'));
  const q = search.get('q') ?? '';
  const list = useList('searchDirectory', {
    query: {
      limit: 50,
      ...(comune && { comune }),
      ...(category && { category }),
      ...(within && { withinMetres: within }),
      ...(q && { q }),
      ...(search.get('any') === 'yes' && { availability: 'any' as const }),
    },
  });
  const from = (list.data?.pages[0] as { readonly comuneIstat?: string } | undefined)?.comuneIstat;
  return (
    <>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && (
        <div className="console-empty">
          <p role="status">{t('empty')}</p>
          <Link className="btn btn-primary" to="/directory">
            {t('clear')}
          </Link>
        </div>
      )}
      {list.items && list.items.length > 0 && (
        <section className="mt-4" aria-labelledby="results">
          <h2 id="results" className="h4">
            {t('results', { comune: from ? nameOf(from) : '' })}
          </h2>
          <ul className="console-rows">
            {list.items.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      )}
      <More list={list} />
    </>
  );
}

function Row({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('directory');
  const { nameOf } = useComuni();
  const { name, provider, category, unit, unitPriceCents, place, near, orderable, announcedPrice } = entry;
  return (
    <li>
      <h3 className="h5 mb-1">{name}</h3>
      <p className="mb-1">
        <Link to={`/directory/${provider.id}`}>{provider.name}</Link> ·{' '}
        {categoryTraits[category].words[spoken()]}
        {!orderable && (
          <>
            {' '}
            <Tag tone="late">{t('suspended')}</Tag>
          </>
        )}
      </p>
      <p className="mb-1">
        <strong>{t('price', { price: money(unitPriceCents), per: t(`unit.${unit}`) })}</strong>
        {announcedPrice &&
          ` · ${t('announced', { price: money(announcedPrice.unitPriceCents), day: day(announcedPrice.effectiveOn) })}`}
      </p>
      <p className="mb-1">
        {`${place.name}, ${place.address}, ${nameOf(place.comuneIstat)}`} ·{' '}
        {place.distanceMetres === 0
          ? t('here')
          : t('distance', { km: number(place.distanceMetres / 1000, 1) })}
      </p>
      <p className="mb-0">{t('near', { words: near.words })}</p>
      {provider.leavesOn && <p className="mb-0">{t('leaves', { day: day(provider.leavesOn) })}</p>}
    </li>
  );
}
