import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Form, isComplete } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

const outcomes = ['grant', 'refuse', 'sendBack'] as const;
const empty = { outcome: '' as (typeof outcomes)[number] | '', reason: '' };

/** The commission's decision and its reasons, which the person reads. */
export function DecideForm({
  assessmentId,
  dossierCode,
  onDecided,
}: {
  readonly assessmentId: string;
  readonly dossierCode: string;
  readonly onDecided: (outcome: 'grant' | 'refuse') => void;
}) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [form, { forget }] = useKeptForm(`${assessmentId}/decide`, empty);
  const decide = useWrite('decide', ({ state }) => {
    forget();
    // Sent back, it is the caseworker's again and no longer to be seen here.
    if (state !== 'granted' && state !== 'refused') void navigate('/cases', { state: { sentBack: true } });
    else onDecided(state === 'granted' ? 'grant' : 'refuse');
  });
  const at = { form, formName: 'decide' };
  const outcome = form.watch('outcome');
  return (
    <Form name="decide" form={form} problem={decide.error} className="mt-4">
      <h2 className="h4">{t('decide')}</h2>
      <ChoiceField
        {...at}
        name="outcome"
        label={t('decide.outcome')}
        options={outcomes.map((value) => ({ value, label: t(`decide.${value}`) }))}
      />
      <TextField {...at} name="reason" label={t('reasons')} hint={t('decide.hint')} rows={5} />
      <div className="console-actions">
        <AskedTwice
          // Another outcome is another question.
          key={outcome}
          label={t(decide.isPending ? 'sending' : 'decide.send')}
          about={dossierCode}
          sure={outcome && t(`decide.sure.${outcome}`)}
          yes={t('decide.yes')}
          isPending={decide.isPending}
          isMain
          isReady={() => isComplete(form)}
          onDo={() =>
            outcome &&
            decide.mutate({ params: { assessmentId }, body: { outcome, reason: form.getValues('reason') } })
          }
        />
      </div>
    </Form>
  );
}
