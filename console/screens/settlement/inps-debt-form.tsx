import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { romeToday } from '../../words/format.ts';

/** What the DURC that was asked for says. The newest word counts, and zero is one: a mistake is declared anew. */
export function InpsDebtForm({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('fund');
  const empty = { verifiedOn: romeToday(), debtCents: '' };
  const [form, { clear }] = useKeptForm(`inps-${organisationId}`, empty);
  const declare = useWrite('declareInpsDebt', clear);
  const at = { form, formName: 'inps' };
  return (
    <section aria-labelledby="declare" className="mt-5">
      <h2 id="declare" className="h4">
        {t('inps')}
      </h2>
      <p>{t('inps.words')}</p>
      <Form
        name="inps"
        form={form}
        problem={declare.error}
        onSend={({ verifiedOn, debtCents }) =>
          declare.mutate({ body: { organisationId, verifiedOn, debtCents: centsOf(debtCents)! } })
        }
      >
        <TextField
          {...at}
          name="verifiedOn"
          type="date"
          label={t('inps.verifiedOn')}
          wrong={t('inps.verifiedOn.wrong')}
          isRight={(typed) => typed !== '' && typed <= romeToday()}
        />
        <AmountField
          {...at}
          name="debtCents"
          label={t('inps.debt')}
          hint={t('inps.debt.hint')}
          wrong={t('inps.debt.wrong')}
          leastCents={0}
        />
        <button type="submit" className="btn btn-primary" disabled={declare.isPending}>
          {t('inps.send')}
        </button>
        <p role="status">{declare.isSuccess && t('inps.done')}</p>
      </Form>
    </section>
  );
}
