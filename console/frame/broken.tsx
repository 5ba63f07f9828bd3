import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { isBack, reloadOnceBack } from '../client/once-back.ts';
import { Heading } from '../parts/heading.tsx';

/** A screen that could not be fetched: the service is away, or has changed since the page was opened. */
export class NotFetched extends Error {}

/** Stands where a screen fell apart or did not come; what was being typed is kept as ever. */
export function Broken() {
  const { t } = useTranslation();
  const isNotFetched = useRouteError() instanceof NotFetched;
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (!isNotFetched) return;
    const left = new AbortController();
    void reloadOnceBack(left.signal);
    return () => left.abort();
  }, [isNotFetched]);
  const again = async () => {
    if (await isBack()) location.reload();
    else setAway(true);
  };
  return (
    <>
      <Heading>{t('broken.title')}</Heading>
      <p>{t(isNotFetched ? 'broken.notFetched' : 'broken.words')}</p>
      <p role="status">{isAway && t('broken.away')}</p>
      <div className="console-actions">
        <button type="button" className="btn btn-primary" onClick={() => void again()}>
          {t('problem.again')}
        </button>
        <a className="btn btn-outline-primary" href="/">
          {t('notFound.back')}
        </a>
      </div>
    </>
  );
}
