import { useContext, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { stillPending } from '../client/call.ts';
import { away, isSignedOut, ProblemError, type PlacedFault, type Problem } from '../client/problem.ts';
import { SessionContext } from '../session/session-context.ts';
import { isTyping } from './is-typing.ts';
import { Loading } from './loading.tsx';

/** Why something could not be done, in the service's own words, with the code to quote; it takes the focus, but for whoever is typing. */
export function ProblemNotice({
  error,
  leadTo,
  onAgain,
}: {
  readonly error: unknown;
  /** The way to the field that a fault is of, in the words of the fault. */
  readonly leadTo?: (fault: PlacedFault) => ReactNode | undefined;
  readonly onAgain?: () => void;
}) {
  const { t } = useTranslation();
  const notice = useRef<HTMLDivElement>(null);
  const isBack = useContext(SessionContext) !== undefined && isSignedOut(error);
  // What is read is tried again and again by itself: only that it is missing is news.
  const news = onAgain === undefined && error;
  useEffect(() => {
    if (!isTyping()) notice.current?.focus();
  }, [news]);
  if (!(error instanceof ProblemError)) throw error;
  const { problem } = error;
  // Within a session it is that of before: the page was kept, its holder is back, and what it reads is read again.
  if (isBack && onAgain) return <Loading />;
  if (isBack)
    return (
      <div ref={notice} role="status" tabIndex={-1} className="alert alert-info">
        {t('problem.signedInAgain')}
      </div>
    );
  const placed = (problem.errors ?? []).map((fault) => ({ ...fault, way: leadTo?.(fault) }));
  // One fault alone is the whole of what is said.
  const said = placed.filter(({ message, way }) => way !== undefined || message !== problem.detail);
  const detail = said.some(({ message }) => message === problem.detail) ? '' : problem.detail;
  // Whose every fault is a field's is put right by whoever reads it: there is nobody to quote a code to.
  const isOfFields = said.length > 0 && said.every(({ way }) => way !== undefined);
  return (
    <div ref={notice} role="alert" tabIndex={-1} className="alert alert-danger">
      <Words problem={{ ...problem, detail }} isSent={onAgain === undefined} />
      {said.length > 0 && (
        <ul>
          {said.map(({ pointer, message, way }) => (
            <li key={pointer + message}>{way ?? message}</li>
          ))}
        </ul>
      )}
      {problem.instance && !isOfFields && (
        <p className="small mb-0">{t('problem.reference', { code: problem.instance })}</p>
      )}
      {onAgain && (
        <button type="button" className="btn btn-outline-primary mt-3" onClick={onAgain}>
          {t('problem.again')}
        </button>
      )}
    </div>
  );
}

/** What is read is read again by itself; what was sent is sent again by whoever wrote it, and by nobody else. */
function Words({ problem, isSent }: { readonly problem: Problem; readonly isSent: boolean }) {
  const { t } = useTranslation();
  if (problem.type === stillPending) return <p>{t('problem.pending')}</p>;
  if (problem.type === away) return <p>{t(isSent ? 'problem.notSent' : 'problem.away')}</p>;
  return (
    <>
      <p>
        <strong>{problem.title || t('problem.heading')}</strong>
      </p>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.reasons?.map(({ code, rule, wayForward }) => (
        <p key={code} className="small">
          {t('problem.rule', { rule })} {!problem.detail.includes(wayForward) && wayForward}
        </p>
      ))}
    </>
  );
}
