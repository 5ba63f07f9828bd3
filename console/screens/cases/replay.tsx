import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Reason } from './opening.tsx';

type Replayed = Answer<'replayDecision'>;

/** Computes an advice again, with the rules and the facts of then, when asked to: each time is an opening on record. */
export function Replay({
  decisionId,
  about,
  reason,
}: {
  readonly decisionId: string;
  readonly about: string;
  readonly reason: Reason;
}) {
  const { t } = useTranslation('cases');
  const again = useRead(
    'replayDecision',
    { params: { decisionId }, query: { reason } },
    { enabled: false, once: true },
  );
  const { data, error, isFetching } = again;
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary"
        aria-label={`${t('replay')}: ${about}`}
        disabled={isFetching}
        onClick={() => void again.refetch()}
      >
        {t('replay')}
      </button>
      {error && <ProblemNotice error={error} />}
      <div role="status" className="mt-2">
        {data && !isFetching && !error && <Found replayed={data} />}
      </div>
    </>
  );
}

function Found({ replayed: { result, differences, engine } }: { readonly replayed: Replayed }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <p className="mb-1">{t(`replay.${result}`)}</p>
      {engine.stored !== engine.now && <p className="mb-1">{t('replay.engine', engine)}</p>}
      {differences.length > 0 && <Differences differences={differences} />}
    </>
  );
}

function Differences({ differences }: Pick<Replayed, 'differences'>) {
  const { t } = useTranslation('cases');
  return (
    <div className="console-table" role="region" aria-label={t('replay.where')} tabIndex={0}>
      <table className="table">
        <caption>{t('replay.where')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('replay.place')}</th>
            <th scope="col">{t('replay.stored')}</th>
            <th scope="col">{t('replay.found')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ place, stored, found }) => (
            <tr key={place}>
              <th scope="row">
                <code>{place}</code>
              </th>
              <td>{stored ?? '–'}</td>
              <td>{found ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
