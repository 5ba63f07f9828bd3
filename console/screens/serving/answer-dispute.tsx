import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import type { Dispute } from '../../parts/dispute-told.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

const answers = ['yes', 'no'] as const;

/** Said once, to the holder and to the office that decides. */
export function AnswerDispute({ dispute: { id } }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('serving');
  const [form, { forget }] = useKeptForm(`${id}/answer`, { agrees: '', text: '' });
  const answer = useWrite('answerVoucherDispute', forget);
  return (
    <section className="mt-5" aria-labelledby="answer">
      <h2 id="answer" className="h4">
        {t('answer.title')}
      </h2>
      <p>{t('answer.words')}</p>
      <Form
        name="answer"
        form={form}
        problem={answer.error}
        onSend={({ agrees, text }) =>
          answer.mutate({ params: { disputeId: id }, body: { agrees: agrees === 'yes', text } })
        }
      >
        <ChoiceField
          form={form}
          formName="answer"
          name="agrees"
          label={t('answer.agrees')}
          wrong={t('answer.agrees.missing')}
          options={answers.map((value) => ({ value, label: t(`answer.agrees.${value}`) }))}
        />
        <TextField
          form={form}
          formName="answer"
          name="text"
          label={t('answer.text')}
          hint={t('answer.text.hint')}
          wrong={t('answer.text.missing')}
          rows={5}
          maxLength={4000}
        />
        <button type="submit" className="btn btn-primary" disabled={answer.isPending}>
          {t('answer.do')}
        </button>
      </Form>
    </section>
  );
}
