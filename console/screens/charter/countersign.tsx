import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Signing } from './signing.tsx';

export function Countersign({ signing: { id } }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const countersign = useWrite('countersignCharter');
  return (
    <section className="mt-4" aria-labelledby="countersign">
      <h2 id="countersign" className="h4">
        {t('countersign.title')}
      </h2>
      <p>{t('countersign.words')}</p>
      {countersign.error && <ProblemNotice error={countersign.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={countersign.isPending}
        onClick={() => countersign.mutate({ params: { signingId: id } })}
      >
        {t('countersign.send')}
      </button>
    </section>
  );
}
