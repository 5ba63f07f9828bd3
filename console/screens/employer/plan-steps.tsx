import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { WithinPage } from '../../parts/within-page.tsx';
import type { Plan } from './plan.tsx';

/** What comes next with a plan: a draft is made active, an active one gives credit and shows what it has come to. */
export function PlanSteps({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('employer');
  return (
    <section aria-labelledby="steps" className="mt-4 no-print">
      <h2 id="steps" className="h4">
        {t('steps')}
      </h2>
      {plan.state === 'draft' && <Step step="activateWelfarePlan" plan={plan} />}
      {plan.state === 'active' && (
        <div className="console-actions">
          <WithinPage className="btn btn-primary" to="credit">
            {t('credit')}
          </WithinPage>
          <WithinPage className="btn btn-outline-primary" to="totals">
            {t('totals')}
          </WithinPage>
        </div>
      )}
      {plan.state === 'closed' && <p>{t('steps.closed')}</p>}
      {plan.state !== 'draft' && plan.carryOver === 'nextPlan' && <NextPlan plan={plan} />}
    </section>
  );
}

/** Apart, and last: it ends what all the rest of the page is for. */
export function ClosePlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('employer');
  return (
    <section aria-labelledby="closing" className="mt-5 no-print">
      <h2 id="closing" className="h4">
        {t('closing')}
      </h2>
      <Step step="closeWelfarePlan" plan={plan} />
    </section>
  );
}

function Step({
  step,
  plan,
}: {
  readonly step: 'activateWelfarePlan' | 'closeWelfarePlan';
  readonly plan: Plan;
}) {
  const { t } = useTranslation('employer');
  const take = useWrite(step);
  return (
    <>
      <AskedWrite
        write={take}
        label={t(`step.${step}`)}
        about={plan.name}
        sure={t(`step.${step}.words`)}
        yes={t(`step.${step}.yes`)}
        isMain={step === 'activateWelfarePlan'}
        onDo={() => take.mutate({ params: { planId: plan.id } })}
      />
      {take.data && <Warnings of={take.data.warnings} />}
    </>
  );
}

/** What is lawful and still worth a look. */
export function Warnings({ of: warnings }: { readonly of: Answer<'writeWelfarePlan'>['warnings'] }) {
  const { t } = useTranslation('employer');
  if (warnings.length === 0) return null;
  return (
    <div role="status" className="console-missing mt-3">
      <p>
        <strong>{t('warnings')}</strong>
      </p>
      <ul className="mb-0">
        {warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

/** Where goes what is left of a plan that hands on to another: said once. */
function NextPlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('employer');
  const plans = useList('listWelfarePlans', { query: { limit: 200 } });
  const [form, { forget }] = useKeptForm(`${plan.id}/next`, { nextPlanId: '' });
  const name = useWrite('nameNextWelfarePlan', forget);
  const next = plans.items?.find(({ id }) => id === plan.nextPlanId);
  if (plan.nextPlanId !== null)
    return <p className="mt-3">{t('nextPlan.is', { name: next?.name ?? '…' })}</p>;
  const later = plans.items?.filter(
    ({ state, validUntil }) => state !== 'closed' && validUntil > plan.validUntil,
  );
  if (later?.length === 0) return <p className="mt-3">{t('nextPlan.none')}</p>;
  return (
    <Form
      name="next"
      form={form}
      problem={name.error}
      className="mt-4"
      onSend={(body) => name.mutate({ params: { planId: plan.id }, body })}
    >
      <SelectField
        form={form}
        formName="next"
        name="nextPlanId"
        label={t('nextPlan')}
        hint={t('nextPlan.hint')}
        wrong={t('nextPlan.missing')}
        options={later?.map(({ id, name: other }) => ({ value: id, label: other })) ?? []}
      />
      <button type="submit" className="btn btn-outline-primary" disabled={name.isPending}>
        {t('nextPlan.send')}
      </button>
    </Form>
  );
}
