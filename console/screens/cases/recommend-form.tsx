import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import type { Assessment } from './case-page.tsx';

const bands = ['none', 'light', 'medium', 'high', 'veryHigh'] as const;
type Band = (typeof bands)[number];

interface Draft {
  readonly outcome: 'grant' | 'refuse' | '';
  readonly reason: string;
  readonly bandOverride: Band | '';
}

const empty: Draft = { outcome: '', reason: '', bandOverride: '' };

/** What the caseworker recommends and why; the band may be corrected by one step. */
export function RecommendForm({
  assessment,
  onDone,
}: {
  readonly assessment: Assessment;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [draft, keep, discard] = useDraft(`${assessment.id}/recommend`, empty);
  const recommend = useWrite('recommend', () => {
    discard();
    onDone();
  });
  const band = bands.findIndex((one) => one === assessment.band);
  const reachable = bands.filter((one, index) => one !== assessment.band && Math.abs(index - band) === 1);
  const { outcome, reason, bandOverride } = draft;
  const missing = useMissing([
    { name: 'outcome', label: t('recommend.outcome'), value: outcome },
    { name: 'reason', label: t('reasons'), value: reason },
  ]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        recommend.mutate({
          params: { assessmentId: assessment.id },
          body: { outcome: outcome as 'grant', reason, ...(bandOverride ? { bandOverride } : {}) },
        });
      }}
    >
      {missing.summary}
      {recommend.error && <ProblemNotice error={recommend.error} />}
      <Choice
        id="outcome"
        legend={t('recommend.outcome')}
        error={missing.at('outcome') ?? messageAt(recommend.error, 'outcome')}
        options={(['grant', 'refuse'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
        chosen={outcome}
        onChoose={(value) => keep({ ...draft, outcome: value as Draft['outcome'] })}
      />
      <Field
        label={t('recommend.band')}
        hint={t('recommend.band.hint')}
        error={messageAt(recommend.error, 'bandOverride')}
        optional
      >
        {(control) => (
          <select
            {...control}
            value={bandOverride}
            onChange={(event) =>
              keep({ ...draft, bandOverride: event.target.value as Draft['bandOverride'] })
            }
          >
            <option value="">
              {t('recommend.band.keep', { band: assessment.band ? t(`band.${assessment.band}`) : '–' })}
            </option>
            {reachable.map((one) => (
              <option key={one} value={one}>
                {t(`band.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        id="reason"
        label={t('reasons')}
        hint={t('recommend.hint')}
        error={missing.at('reason') ?? messageAt(recommend.error, 'reason')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={5}
            value={reason}
            onChange={(event) => keep({ ...draft, reason: event.target.value })}
          />
        )}
      </Field>
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={recommend.isPending}>
          {t(recommend.isPending ? 'sending' : 'recommend.send')}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </form>
  );
}
