import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';

type Contribution = Answer<'listContributions'>['items'][number];

export function ContributionRow({ contribution }: { readonly contribution: Contribution }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { organisationId, source, amountCents, pledgedAt, collectedAt, bankRef } = contribution;
  return (
    <li>
      <h2 className="h6 mb-1">
        <OrganisationName id={organisationId} />: {money(amountCents)}
      </h2>
      <p className="mb-2">
        <Tag tone={collectedAt ? 'good' : 'soon'}>
          {collectedAt
            ? t('contribution.collected', { day: day(collectedAt) })
            : t('contribution.pledged', { day: day(pledgedAt) })}
        </Tag>{' '}
        {t(`source.${source}`)}
        {bankRef && `, ${t('settle.bankRef')}: ${bankRef}`}
      </p>
      {!collectedAt && me.roles.includes('fundOfficer') && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-expanded={isOpen}
          aria-label={t('contribution.collect.of', { amount: money(amountCents), day: day(pledgedAt) })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('contribution.collect')}
        </button>
      )}
      {isOpen && !collectedAt && <CollectForm contribution={contribution} />}
    </li>
  );
}

/** The bank confirmed it: by which of its lines, which counts once. */
function CollectForm({ contribution: { id } }: { readonly contribution: Contribution }) {
  const { t } = useTranslation('fund');
  const [bankRef, setBankRef] = useState('');
  const collect = useWrite('collectContribution');
  const faults = useFaults(
    { bankRef: { isWrong: bankRef.trim() === '' || bankRef.length > 64, words: t('bankRef.missing') } },
    collect.error,
  );
  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound())
          collect.mutate({ params: { contributionId: id }, body: { bankRef: bankRef.trim() } });
      }}
    >
      {faults.summary}
      <Field label={t('bankRef')} hint={t('bankRef.hint')} {...faults.field('bankRef')}>
        {(control) => (
          <input {...control} value={bankRef} onChange={(event) => setBankRef(event.target.value)} />
        )}
      </Field>
      <button type="submit" className="btn btn-primary btn-sm" disabled={collect.isPending}>
        {t('contribution.collect.send')}
      </button>
    </form>
  );
}
