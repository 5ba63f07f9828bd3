import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { emptyFields, emptyNeed, type TypedNeed } from './draft.ts';
import { useHouseholdPeople } from './household-people.ts';
import { NeedFields } from './need-fields.tsx';
import type { TopicPage } from './new-case.tsx';

/** What is asked for, in the order in which it matters to whoever asks. */
export function NeedsTopic({ draft, keep, onDone }: TopicPage) {
  const { t } = useTranslation('cases');
  const [asked, setAsked] = useState(0);
  const people = useHouseholdPeople(draft.householdId, draft.reason);
  if (people.error) return <ProblemNotice error={people.error} onAgain={() => void people.refetch()} />;
  if (!people.data) return <Loading />;
  const members = people.data;
  const { needs } = draft;
  const change = (index: number, need: TypedNeed) => keep({ ...draft, needs: needs.with(index, need) });
  const faults = needs.flatMap((need, index) =>
    emptyFields(need).map((field) => t('need.missing', { number: index + 1, field: t(`need.${field}`) })),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) return onDone(draft);
        setAsked(asked + 1);
      }}
    >
      {asked > 0 && faults.length > 0 && <ErrorSummary faults={faults} asked={asked} />}
      {needs.map((need, index) => (
        <section key={index} aria-labelledby={`need-${index}`} className="mb-4">
          <h2 id={`need-${index}`} className="h4">
            {t('need.number', { number: index + 1 })}
          </h2>
          <NeedFields
            need={need}
            people={members}
            isAsked={asked > 0}
            onChange={(next) => change(index, next)}
          />
          {needs.length > 1 && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => keep({ ...draft, needs: needs.toSpliced(index, 1) })}
            >
              {t('need.remove', { number: index + 1 })}
            </button>
          )}
        </section>
      ))}
      <div className="console-actions">
        <button
          type="button"
          className="btn btn-outline-primary"
          onClick={() => keep({ ...draft, needs: [...needs, emptyNeed] })}
        >
          {t('need.add')}
        </button>
        <button type="submit" className="btn btn-primary">
          {t('goOn')}
        </button>
        <Link to="?topic=people">{t('goBack')}</Link>
      </div>
    </form>
  );
}
