import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type Answer, type Call } from '../../client/call.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { CheckField } from '../../parts/check-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { centsOf } from '../../words/cents.ts';
import { money, points } from '../../words/format.ts';

const counts = ['members', 'children', 'minorChildren', 'disabledOrNonSelfSufficientMembers'] as const;
const checks = ['childUnder3', 'parentsWorkedOrAloneWithMinors'] as const;
const empty = {
  incomeCents: '',
  assetsCents: '',
  members: '1',
  children: '0',
  minorChildren: '0',
  disabledOrNonSelfSufficientMembers: '0',
  childUnder3: false,
  parentsWorkedOrAloneWithMinors: false,
};

/** What an ISEE might be, beside where the attestation is asked for: no decision reads it, and nothing of it is kept. */
export function IseeSimulation() {
  const { t } = useTranslation('cases');
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const work = useMutation({
    mutationFn: (typed: typeof empty) => call('simulateIsee', { body: askedIn(typed) }),
  });
  const at = { form, formName: 'simulation' };
  return (
    <details className="mt-5 no-print">
      <summary>{t('simulation')}</summary>
      <Form
        name="simulation"
        form={form}
        problem={work.error}
        className="mt-3"
        onSend={(typed) => work.mutate(typed)}
        // What was worked out is of the figures as they were.
        onChange={() => work.reset()}
      >
        <p>{t('simulation.words')}</p>
        <AmountField {...at} name="incomeCents" label={t('simulation.income')} leastCents={0} />
        <AmountField {...at} name="assetsCents" label={t('simulation.assets')} leastCents={0} />
        {counts.map((name) => (
          <TextField
            key={name}
            {...at}
            name={name}
            label={t(`simulation.${name}`)}
            inputMode="numeric"
            faultOf={(typed) => (/^\d{1,2}$/.test(typed.trim()) ? undefined : t('simulation.count.wrong'))}
          />
        ))}
        {checks.map((name) => (
          <CheckField key={name} {...at} name={name} label={t(`simulation.${name}`)} />
        ))}
        <button type="submit" className="btn btn-outline-primary" disabled={work.isPending}>
          {t('simulation.do')}
        </button>
        <div role="status" className="mt-3">
          {work.data && <Result of={work.data} />}
        </div>
      </Form>
    </details>
  );
}

function Result({
  of: { iseeCents, iseCents, scaleHundredths, notice },
}: {
  readonly of: Answer<'simulateIsee'>;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <p>
        <strong>{t('simulation.isee', { amount: money(iseeCents) })}</strong>{' '}
        {t('simulation.how', { ise: money(iseCents), scale: points(scaleHundredths) })}
      </p>
      <p>{notice}</p>
    </>
  );
}

function askedIn({ incomeCents, assetsCents, ...household }: typeof empty): Call<'simulateIsee'>['body'] {
  return {
    ...household,
    incomeCents: centsOf(incomeCents)!,
    assetsCents: centsOf(assetsCents)!,
    members: Number(household.members),
    children: Number(household.children),
    minorChildren: Number(household.minorChildren),
    disabledOrNonSelfSufficientMembers: Number(household.disabledOrNonSelfSufficientMembers),
  };
}
