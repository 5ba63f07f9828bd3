import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import type { Assessment } from './case-page.tsx';
import { StepForm } from './step-form.tsx';

const bands = ['none', 'light', 'medium', 'high', 'veryHigh'] as const;
const outcomes = ['grant', 'refuse'] as const;

const empty = {
  outcome: '' as (typeof outcomes)[number] | '',
  reason: '',
  bandOverride: '' as (typeof bands)[number] | '',
};

/** What the caseworker recommends and why; the band may be corrected by one step. */
export function RecommendForm({
  assessment,
  onDone,
}: {
  readonly assessment: Assessment;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [form, { forget }] = useKeptForm(`${assessment.id}/recommend`, empty);
  const recommend = useWrite('recommend', () => {
    forget();
    onDone();
  });
  const band = bands.findIndex((one) => one === assessment.band);
  const reachable = bands.filter((one, index) => one !== assessment.band && Math.abs(index - band) === 1);
  const at = { form, formName: 'recommend' };
  return (
    <StepForm
      name="recommend"
      form={form}
      write={recommend}
      submit={t('recommend.send')}
      onSend={({ outcome, reason, bandOverride }) => {
        const body = { reason, ...(bandOverride ? { bandOverride } : {}) };
        if (outcome)
          recommend.mutate({ params: { assessmentId: assessment.id }, body: { outcome, ...body } });
      }}
    >
      <ChoiceField
        {...at}
        name="outcome"
        label={t('recommend.outcome')}
        options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      <SelectField
        {...at}
        name="bandOverride"
        label={t('recommend.band')}
        hint={t('recommend.band.hint')}
        optional
        none={t('recommend.band.keep', { band: assessment.band ? t(`band.${assessment.band}`) : '–' })}
        options={reachable.map((one) => ({ value: one, label: t(`band.${one}`) }))}
      />
      <TextField {...at} name="reason" label={t('reasons')} hint={t('recommend.hint')} rows={5} />
    </StepForm>
  );
}
