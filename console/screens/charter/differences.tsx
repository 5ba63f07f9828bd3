import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useList, useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { spoken } from '../../words/words.ts';
import type { Text } from './charter-text.tsx';
import { pairBlocks, wordDiff } from './word-diff.ts';

/** What changed from one version to another, in words: what stayed the same is left out. */
export default function Differences() {
  const { t } = useTranslation('charter');
  const { charterVersionId = '' } = useParams();
  const [search] = useSearchParams();
  const query = { language: spoken() };
  const after = useRead('readCharter', { params: { charterVersionId }, query });
  const versions = useList('listCharterVersions', { query: { limit: 50 } });
  const shown = versions.items?.find(({ id }) => id === charterVersionId);
  // The version before, unless the address names another.
  const other =
    search.get('with') ?? versions.items?.filter(({ number }) => number < (shown?.number ?? 0)).at(-1)?.id;
  const isFirst = versions.items !== undefined && other === undefined;
  const before = useRead(
    'readCharter',
    { params: { charterVersionId: other ?? '' }, query },
    { enabled: other !== undefined },
  );
  const failed = [versions, after, before].find(({ error }) => error !== null);
  const pairs =
    before.data && after.data ? pairBlocks(blocksOf(before.data), blocksOf(after.data)) : undefined;
  const changed = pairs?.filter(([old, now]) => old !== now);
  return (
    <>
      <p>
        <Link to={`/charter/${charterVersionId}`}>{t('differences.back')}</Link>
      </p>
      <Heading>{t('differences.title')}</Heading>
      {failed && <ReadStates of={failed} />}
      {isFirst && <p>{t('differences.first')}</p>}
      {!changed && !failed && !isFirst && <Loading />}
      {changed?.length === 0 && <p>{t('differences.none')}</p>}
      {changed && changed.length > 0 && (
        <>
          <p>{t('differences.words', { count: changed.length })}</p>
          <ol className="console-rows">
            {changed.map(([old = '', now = ''], index) => (
              <li key={index}>
                <Runs before={old} after={now} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Runs({ before, after }: { readonly before: string; readonly after: string }) {
  const { t } = useTranslation('charter');
  return (
    <p className="console-text mb-0">
      {wordDiff(before, after).map(({ kind, words }, index) => {
        if (kind === 'same') return `${words} `;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <span key={index}>
            <Mark>
              <span className="visually-hidden">{t(`differences.${kind}`)} </span>
              {words}
            </Mark>{' '}
          </span>
        );
      })}
    </p>
  );
}

function blocksOf({ title, articles }: Text): readonly string[] {
  return [
    title,
    ...articles.flatMap((article) => [article.title, ...article.paragraphs, ...article.obligations]),
  ];
}
