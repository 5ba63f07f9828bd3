import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import type { Dispute } from '../../parts/dispute-told.tsx';
import { Field } from '../../parts/field.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';

const answers = ['yes', 'no'] as const;

/** Said once, to the holder and to the office that decides. */
export function AnswerDispute({ dispute }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('serving');
  const [draft, keep, discard] = useDraft(`${dispute.id}/answer`, { agrees: '', text: '' });
  const answer = useWrite('answerVoucherDispute', discard);
  const faults = useFaults(
    {
      agrees: { isWrong: draft.agrees === '', words: t('answer.agrees.missing') },
      text: { isWrong: draft.text.trim() === '', words: t('answer.text.missing') },
    },
    answer.error,
  );
  return (
    <form
      noValidate
      className="mt-5"
      aria-labelledby="answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.isSound()) return;
        const body = { agrees: draft.agrees === 'yes', text: draft.text };
        answer.mutate({ params: { disputeId: dispute.id }, body });
      }}
    >
      <h2 id="answer" className="h4">
        {t('answer.title')}
      </h2>
      <p>{t('answer.words')}</p>
      {faults.summary}
      <Choice
        legend={t('answer.agrees')}
        {...faults.field('agrees')}
        options={answers.map((value) => ({ value, label: t(`answer.agrees.${value}`) }))}
        chosen={draft.agrees}
        onChoose={(agrees) => keep({ ...draft, agrees })}
      />
      <Field label={t('answer.text')} hint={t('answer.text.hint')} {...faults.field('text')}>
        {(control) => (
          <textarea
            {...control}
            rows={5}
            maxLength={4000}
            value={draft.text}
            onChange={(event) => keep({ ...draft, text: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={answer.isPending}>
        {t('answer.do')}
      </button>
    </form>
  );
}
