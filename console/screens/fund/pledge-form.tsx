import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { OrganisationField } from '../../parts/organisation-field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';

const sources = ['employer', 'provider'] as const;
type Source = (typeof sources)[number];

const empty = { source: 'employer' as Source, organisationId: '', amount: '' };

/** An organisation promises something: it pays nothing until the bank confirms it. */
export function PledgeForm() {
  const { t } = useTranslation('fund');
  const [typed, setTyped] = useState(empty);
  const pledge = useWrite('pledgeContribution', () => setTyped(empty));
  const amountCents = readEuro(typed.amount);
  const faults = useFaults(
    {
      organisationId: { isWrong: typed.organisationId === '', words: t('pledge.who.missing') },
      amountCents: { isWrong: !amountCents, words: t('amount.wrong') },
    },
    pledge.error,
  );
  return (
    <details className="mb-4">
      <summary>{t('pledge')}</summary>
      <form
        noValidate
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          const { source, organisationId } = typed;
          if (faults.isSound() && amountCents)
            pledge.mutate({ body: { source, organisationId, amountCents } });
        }}
      >
        {faults.summary}
        <Choice
          legend={t('pledge.source')}
          options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
          chosen={typed.source}
          onChoose={(source) => setTyped({ ...typed, source: source as Source, organisationId: '' })}
        />
        <OrganisationField
          key={typed.source}
          role={typed.source}
          label={t('pledge.who')}
          {...faults.field('organisationId')}
          chosen={typed.organisationId}
          onChoose={(organisationId) => setTyped({ ...typed, organisationId })}
        />
        <Field label={t('movement.amount')} hint={t('amount.hint')} {...faults.field('amountCents')}>
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              value={typed.amount}
              onChange={(event) => setTyped({ ...typed, amount: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={pledge.isPending}>
          {t('pledge.send')}
        </button>
      </form>
    </details>
  );
}
