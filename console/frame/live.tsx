import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { listenAtOnce, listenToChanges } from '../client/changes.ts';
import { readAgain, readAllAgain, readInSight, tellFreshness } from '../client/freshness.ts';
import { useOldInSight } from '../client/use-old-in-sight.ts';
import { useOutage } from '../client/use-outage.ts';
import { isWriting } from '../parts/is-typing.ts';

/** At most so often is asked again, however much changes. */
const PAUSE_MS = 500;

/**
 * Shows what others change as it changes. What somebody is typing stays as typed; where that, or something that is not
 * opened again by itself, stands in sight, a notice says that the rest is another now. So it does while nobody answers.
 */
export function Live() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isChanged, setIsChanged] = useOfThisPage(false);
  const isOld = useOldInSight(queries);
  const isAway = useOutage();
  // Told before an outage and left once it is over.
  useEffect(() => (isAway ? listenAtOnce : undefined), [isAway]);
  // Whoever has written something was shown everything anew.
  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success') setIsChanged(false);
      }),
    [queries, setIsChanged],
  );
  useEffect(() => {
    const gathered = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const flush = async () => {
      timer = undefined;
      last = Date.now();
      const topics = new Set(gathered);
      gathered.clear();
      if ((await readAgain(queries, topics)) && isWriting()) setIsChanged(true);
    };
    const stop = listenToChanges({
      changed(topics) {
        for (const topic of topics) gathered.add(topic);
        timer ??= setTimeout(() => void flush(), Math.max(0, last + PAUSE_MS - Date.now()));
      },
      told(isTold) {
        tellFreshness(isTold);
        void readAllAgain(queries);
      },
      ended: () => void queries.invalidateQueries({ queryKey: ['getMe'] }),
    });
    return () => {
      clearTimeout(timer);
      tellFreshness(false);
      stop();
    };
  }, [queries, setIsChanged]);
  return (
    <div role="status" className="console-changed no-print">
      {isAway && <p>{t('outage.words')}</p>}
      {!isAway && (isChanged || isOld) && (
        <>
          <p>{t('changed.words')}</p>
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => {
              setIsChanged(false);
              void readInSight(queries);
            }}
          >
            {t('changed.read')}
          </button>
        </>
      )}
    </div>
  );
}

/** A state that begins anew on the next page. */
function useOfThisPage<T>(first: T) {
  const { pathname } = useLocation();
  const [page, setPage] = useState(pathname);
  const [state, setState] = useState(first);
  if (page !== pathname) {
    setPage(pathname);
    setState(first);
  }
  return [state, setState] as const;
}
