import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import type { Version } from './use-version-draft.ts';

const reasons = ['replaced', 'lawChanged', 'mistake', 'givenUp'] as const;
const empty = { reason: '' as (typeof reasons)[number] | '' };

/** A draft or what is in review is given up by one; what is published takes two: one asks, another does it. */
export function RetireForm({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const ask = useWrite('askRetirement');
  const retire = useWrite('retireVersion');
  const step = version.state !== 'published' ? 'giveUp' : version.retirementAsked ? 'retire' : 'ask';
  const write = step === 'ask' ? ask : retire;
  return (
    <Form
      name="retire"
      form={form}
      problem={ask.error ?? retire.error}
      className="console-form mb-5"
      onSend={({ reason }) => reason && write.mutate({ params: { versionId: version.id }, body: { reason } })}
    >
      <h2 className="h4">{t(`retire.${step}.title`)}</h2>
      <p>{t(`retire.${step}.words`)}</p>
      <ChoiceField
        form={form}
        formName="retire"
        name="reason"
        label={t('retire.reason')}
        wrong={t('retire.reason.missing')}
        options={reasons.map((value) => ({ value, label: t(`retire.reason.${value}`) }))}
      />
      <button type="submit" className="btn btn-outline-danger" disabled={write.isPending}>
        {t(write.isPending ? 'sending' : `retire.${step}.send`)}
      </button>
    </Form>
  );
}
