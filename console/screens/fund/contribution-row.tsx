import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { BankRefField } from '../settlement/bank-ref-field.tsx';

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
  const formName = `collect-${id}`;
  const [form, { forget }] = useKeptForm(formName, { bankRef: '' });
  const collect = useWrite('collectContribution', forget);
  return (
    <Form
      name={formName}
      form={form}
      problem={collect.error}
      className="mt-3"
      onSend={({ bankRef }) =>
        collect.mutate({ params: { contributionId: id }, body: { bankRef: bankRef.trim() } })
      }
    >
      <BankRefField form={form} formName={formName} name="bankRef" />
      <button type="submit" className="btn btn-primary btn-sm" disabled={collect.isPending}>
        {t('contribution.collect.send')}
      </button>
    </Form>
  );
}
