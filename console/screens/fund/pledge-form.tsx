import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { useOrganisations } from '../../parts/organisation-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';

const sources = ['employer', 'provider'] as const;
type Source = (typeof sources)[number];

/** Which organisation is asked apart for each source: what was chosen among the employers is no provider. */
const empty = { source: 'employer' as Source, employer: '', provider: '', amountCents: '' };

/** An organisation promises something: it pays nothing until the bank confirms it. */
export function PledgeForm() {
  const { t } = useTranslation('fund');
  const [form, { clear }] = useKeptForm('pledge', empty);
  const pledge = useWrite('pledgeContribution', clear);
  const source = form.watch('source');
  const organisations = useOrganisations(source);
  const at = { form, formName: 'pledge' };
  return (
    <details className="mb-4">
      <summary>{t('pledge')}</summary>
      <Form
        name="pledge"
        form={form}
        problem={pledge.error}
        className="mt-3"
        onSend={(typed) =>
          pledge.mutate({
            body: { source, organisationId: typed[source], amountCents: centsOf(typed.amountCents)! },
          })
        }
      >
        <ChoiceField
          {...at}
          name="source"
          label={t('pledge.source')}
          wrong={t('pledge.source')}
          options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <SelectField
          key={source}
          {...at}
          name={source}
          label={t('pledge.who')}
          wrong={t('pledge.who.missing')}
          options={organisations}
        />
        <AmountField {...at} name="amountCents" label={t('movement.amount')} />
        <button type="submit" className="btn btn-primary" disabled={pledge.isPending}>
          {t('pledge.send')}
        </button>
      </Form>
    </details>
  );
}
