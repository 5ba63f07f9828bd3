import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { ClosingReason, StepForm } from './step-form.tsx';

/** Ends a case before a decision, with the reason that the letter gives. */
export function ReasonForm({
  step,
  assessmentId,
  onDone,
}: {
  readonly step: 'withdraw' | 'closeInadmissible';
  readonly assessmentId: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [form, { forget }] = useKeptForm(`${assessmentId}/${step}`, { reason: '' });
  const close = useWrite(step, () => {
    forget();
    onDone();
  });
  return (
    <StepForm
      name={step}
      form={form}
      write={close}
      submit={t(`step.${step}`)}
      isEnd
      onSend={(body) => close.mutate({ params: { assessmentId }, body })}
    >
      <ClosingReason form={form} formName={step} />
    </StepForm>
  );
}
