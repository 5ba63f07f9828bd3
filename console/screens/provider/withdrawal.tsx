import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Application } from './use-own-application.ts';

/** It ends the application: asked twice. */
export function Withdrawal({ application: { id } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const [isSure, setSure] = useState(false);
  const withdraw = useWrite('withdrawApplication');
  return (
    <section className="mt-5" aria-labelledby="withdrawal">
      <h2 id="withdrawal" className="h5">
        {t('withdrawal.title')}
      </h2>
      <p role="status">{t(isSure ? 'withdrawal.sure' : 'withdrawal.words')}</p>
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      <div className="console-actions mt-0">
        <button
          type="button"
          className={isSure ? 'btn btn-danger' : 'btn btn-outline-primary'}
          disabled={withdraw.isPending}
          onClick={({ detail }) => {
            if (!isSure) setSure(true);
            // The second of a double click is no answer to what appeared between the two.
            else if (detail < 2) withdraw.mutate({ params: { applicationId: id } });
          }}
        >
          {t(isSure ? 'withdrawal.yes' : 'withdrawal.ask')}
        </button>
        {isSure && (
          <button type="button" className="btn btn-outline-primary" onClick={() => setSure(false)}>
            {t('withdrawal.no')}
          </button>
        )}
      </div>
    </section>
  );
}
