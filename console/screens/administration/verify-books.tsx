import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type Answer } from '../../client/call.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { number } from '../../words/format.ts';

/** Every balance and seal of the books and of this trail, computed anew; asked for, never by a clock. */
export function VerifyBooks() {
  const { t } = useTranslation('administration');
  const verify = useMutation({ mutationFn: () => call('verifyLedger', {}) });
  return (
    <section aria-labelledby="verify" className="console-card">
      <h2 id="verify" className="h5">
        {t('verify.title')}
      </h2>
      <p>{t('verify.words')}</p>
      {verify.error && <ProblemNotice error={verify.error} />}
      <button
        type="button"
        className="btn btn-outline-primary"
        disabled={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {t(verify.isPending ? 'verify.running' : 'verify.send')}
      </button>
      <div role="status">{verify.data && <Verdict found={verify.data} />}</div>
    </section>
  );
}

function Verdict({ found: { sound, examined, defects, heads } }: { readonly found: Answer<'verifyLedger'> }) {
  const { t } = useTranslation('administration');
  return (
    <div className="mt-3">
      <p>
        <Tag tone={sound ? 'good' : 'late'}>{t(sound ? 'verify.sound' : 'verify.unsound')}</Tag>{' '}
        {t('verify.examined', {
          transfers: number(examined.transfers),
          seals: number(examined.seals),
          audit: number(examined.auditRows),
        })}
      </p>
      {defects.length > 0 && (
        <ul>
          {defects.map(({ table, ref, problem }) => (
            <li key={table + ref + problem}>{t('verify.defect', { table, ref, problem })}</li>
          ))}
        </ul>
      )}
      <p className="mb-1">{t('verify.heads')}</p>
      <ul className="mb-0">
        {heads.map(({ chain, height, hash }) => (
          <li key={chain} className="text-break">
            {t(`verify.chain.${chain}`)} {number(height)}: <code>{hash}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
