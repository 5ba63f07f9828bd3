import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { complaintOutcomes, type ComplaintOutcome } from '../../../domain/provider-complaint.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField, type FormField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { spoken } from '../../words/words.ts';
import type { Complaint } from './complaint.tsx';

interface Stepping {
  readonly complaint: Complaint;
}

/** What whoever reads a complaint may do with it. */
export function ComplaintSteps({ complaint }: Stepping) {
  const { possible } = complaint;
  return (
    <>
      {possible.includes('answerComplaint') && <AnswerForm complaint={complaint} />}
      {possible.includes('reopenComplaint') && <ReopenForm complaint={complaint} />}
      {possible.includes('withdrawComplaint') && <Withdraw complaint={complaint} />}
    </>
  );
}

/** By letter, with reasons, by whoever did not decide the matter. */
function AnswerForm({ complaint: { id } }: Stepping) {
  const { t } = useTranslation('serving');
  const [form, { forget }] = useKeptForm(`${id}/answer`, {
    outcome: '' as ComplaintOutcome | '',
    reasons: '',
  });
  const answer = useWrite('answerComplaint', forget);
  const outcomes = Object.keys(complaintOutcomes) as ComplaintOutcome[];
  return (
    <Form
      name="answer"
      form={form}
      problem={answer.error}
      className="mt-4"
      onSend={({ outcome, reasons }) =>
        outcome && answer.mutate({ params: { complaintId: id }, body: { outcome, reasons } })
      }
    >
      <h2 className="h4">{t('complaint.decide')}</h2>
      <p>{t('complaint.decide.words')}</p>
      <ChoiceField
        form={form}
        formName="answer"
        name="outcome"
        label={t('complaint.decide.outcome')}
        wrong={t('complaint.decide.missing')}
        options={outcomes.map((value) => ({
          value,
          label: (
            <span className="console-sentence d-inline-block">{complaintOutcomes[value][spoken()]}</span>
          ),
        }))}
      />
      <Reasons form={form} formName="answer" name="reasons" />
      <button type="submit" className="btn btn-primary" disabled={answer.isPending}>
        {t('complaint.decide.do')}
      </button>
    </Form>
  );
}

/** Once: another person answers. */
function ReopenForm({ complaint: { id } }: Stepping) {
  const { t } = useTranslation('serving');
  const [form, { forget }] = useKeptForm(`${id}/reopen`, { reasons: '' });
  const reopen = useWrite('reopenComplaint', forget);
  return (
    <Form
      name="reopen"
      form={form}
      problem={reopen.error}
      className="mt-4"
      onSend={(body) => reopen.mutate({ params: { complaintId: id }, body })}
    >
      <h2 className="h4">{t('complaint.reopen')}</h2>
      <p>{t('complaint.reopen.words')}</p>
      <Reasons form={form} formName="reopen" name="reasons" />
      <button type="submit" className="btn btn-primary" disabled={reopen.isPending}>
        {t('complaint.reopen')}
      </button>
    </Form>
  );
}

function Withdraw({ complaint: { id, code } }: Stepping) {
  const { t } = useTranslation('serving');
  const withdraw = useWrite('withdrawComplaint');
  return (
    <AskedWrite
      write={withdraw}
      label={t('complaint.withdraw')}
      about={code}
      sure={t('complaint.withdraw.sure')}
      yes={t('complaint.withdraw.yes')}
      onDo={() => withdraw.mutate({ params: { complaintId: id } })}
    />
  );
}

function Reasons<Values extends FieldValues>(field: Pick<FormField<Values>, 'form' | 'formName' | 'name'>) {
  const { t } = useTranslation('serving');
  return (
    <TextField
      {...field}
      label={t('complaint.reasons')}
      hint={t('complaint.reasons.hint')}
      wrong={t('complaint.reasons.missing')}
      rows={5}
      maxLength={4000}
    />
  );
}
