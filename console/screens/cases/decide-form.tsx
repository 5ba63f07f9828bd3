import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';

const outcomes = ['grant', 'refuse', 'sendBack'] as const;
type Outcome = (typeof outcomes)[number];

/** The commission's decision and its reasons, which the person reads. */
export function DecideForm({
  assessmentId,
  onDecided,
}: {
  readonly assessmentId: string;
  readonly onDecided: (outcome: 'grant' | 'refuse') => void;
}) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [draft, keep, discard] = useDraft<{ outcome: Outcome | ''; reason: string }>(
    `${assessmentId}/decide`,
    { outcome: '', reason: '' },
  );
  const decide = useWrite('decide', ({ state }) => {
    discard();
    // Sent back, it is the caseworker's again and no longer to be seen here.
    if (state !== 'granted' && state !== 'refused') void navigate('/cases', { state: { sentBack: true } });
    else onDecided(state === 'granted' ? 'grant' : 'refuse');
  });
  const missing = useMissing([
    { name: 'outcome', label: t('decide.outcome'), value: draft.outcome },
    { name: 'reason', label: t('reasons'), value: draft.reason },
  ]);
  return (
    <form
      className="mt-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        decide.mutate({
          params: { assessmentId },
          body: { outcome: draft.outcome as Outcome, reason: draft.reason },
        });
      }}
    >
      <h2 className="h4">{t('decide')}</h2>
      {missing.summary}
      {decide.error && <ProblemNotice error={decide.error} />}
      <Choice
        id="outcome"
        legend={t('decide.outcome')}
        error={missing.at('outcome') ?? messageAt(decide.error, 'outcome')}
        options={outcomes.map((value) => ({ value, label: t(`decide.${value}`) }))}
        chosen={draft.outcome}
        onChoose={(value) => keep({ ...draft, outcome: value as Outcome })}
      />
      <Field
        id="reason"
        label={t('reasons')}
        hint={t('decide.hint')}
        error={missing.at('reason') ?? messageAt(decide.error, 'reason')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={5}
            value={draft.reason}
            onChange={(event) => keep({ ...draft, reason: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={decide.isPending}>
        {t(decide.isPending ? 'sending' : 'decide.send')}
      </button>
    </form>
  );
}
