import { useTranslation } from 'react-i18next';

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
  readonly hasPreviousPage: boolean;
  readonly isFetchingPreviousPage: boolean;
  readonly fetchPreviousPage: () => Promise<unknown>;
}

/** The next page of a list, when there is one; and back to those that a long list has let go. */
export function More({ list }: { readonly list: Pages }) {
  const { t } = useTranslation();
  return (
    <>
      {list.hasPreviousPage && (
        <button
          type="button"
          className="btn btn-outline-primary mt-3 me-2"
          disabled={list.isFetchingPreviousPage}
          onClick={() => void list.fetchPreviousPage()}
        >
          {t('earlier')}
        </button>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="btn btn-outline-primary mt-3"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('more')}
        </button>
      )}
    </>
  );
}
