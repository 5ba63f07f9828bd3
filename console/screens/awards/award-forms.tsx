import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import type { Award } from './award.tsx';

interface OfAward {
  readonly award: Award;
}

/** The bank paid what was confirmed: by which transfer, and whom. */
export function SettleForm({ award }: OfAward) {
  const { t } = useTranslation('fund');
  const providers = [...new Set(award.orders.map(({ providerId }) => providerId))];
  const [providerId, setProviderId] = useState(providers.length === 1 ? providers[0]! : '');
  const [bankRef, setBankRef] = useState('');
  const settle = useWrite('settleAward', () => setBankRef(''));
  const faults = useFaults(
    {
      providerId: { isWrong: providerId === '', words: t('settle.provider.missing') },
      bankRef: { isWrong: bankRef.trim() === '' || bankRef.length > 64, words: t('settle.bankRef.missing') },
    },
    settle.error,
  );
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) settle.mutate({ params: { awardId: award.id }, body: { providerId, bankRef } });
      }}
    >
      <h3 className="h5">{t('step.settleAward')}</h3>
      <p>{t('step.settleAward.words')}</p>
      {faults.summary}
      <Choice
        legend={t('settle.provider')}
        {...faults.field('providerId')}
        options={providers.map((id) => ({ value: id, label: <OrganisationName id={id} /> }))}
        chosen={providerId}
        onChoose={setProviderId}
      />
      <Field label={t('settle.bankRef')} {...faults.field('bankRef')}>
        {(control) => (
          <input {...control} value={bankRef} onChange={(event) => setBankRef(event.target.value)} />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={settle.isPending}>
        {t('step.settleAward')}
      </button>
      <p role="status">{settle.isSuccess && t('done.settled')}</p>
    </form>
  );
}

/** What will not be used goes back to the Fund, and the person reads why. */
export function ReleaseForm({ award }: OfAward) {
  const { t } = useTranslation('fund');
  const [reason, keep, discard] = useDraft(`${award.id}/release`, '');
  const release = useWrite('releaseAward', discard);
  const faults = useFaults(
    { reason: { isWrong: reason.trim() === '', words: t('release.reason.missing') } },
    release.error,
  );
  return (
    <details className="mt-4">
      <summary>{t('step.releaseAward')}</summary>
      <form
        noValidate
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.isSound()) release.mutate({ params: { awardId: award.id }, body: { reason } });
        }}
      >
        <p>{t('step.releaseAward.words')}</p>
        {faults.summary}
        <Field label={t('release.reason')} {...faults.field('reason')}>
          {(control) => (
            <textarea {...control} rows={4} value={reason} onChange={(event) => keep(event.target.value)} />
          )}
        </Field>
        <button type="submit" className="btn btn-danger" disabled={release.isPending}>
          {t('step.releaseAward')}
        </button>
      </form>
    </details>
  );
}
