import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { emptyNeed, faultsOf, type TypedNeed } from './draft.ts';
import type { KnownPerson } from './household-people.ts';
import { useLedTo } from './lead-to-topic.tsx';
import { NeedFields } from './need-fields.tsx';

/** What is asked for, in the order in which it matters to whoever asks. */
export function NeedsForm({
  needs,
  people,
  onChange,
  onDone,
  back,
}: {
  readonly needs: readonly TypedNeed[];
  readonly people: readonly KnownPerson[];
  readonly onChange: (needs: readonly TypedNeed[]) => void;
  readonly onDone: () => void;
  readonly back: ReactNode;
}) {
  const { t } = useTranslation('cases');
  const [asked, setAsked] = useState(0);
  useLedTo();
  const faults = needs.flatMap((need, index) =>
    faultsOf(need).map(([field]) => ({
      field: `need-${index}-${field}`,
      message: t('need.missing', { number: index + 1, field: t(`need.${field}`) }),
    })),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) return onDone();
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
            id={`need-${index}`}
            need={need}
            people={people}
            isAsked={asked > 0}
            onChange={(next) => onChange(needs.with(index, next))}
          />
          {needs.length > 1 && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => onChange(needs.toSpliced(index, 1))}
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
          onClick={() => onChange([...needs, emptyNeed])}
        >
          {t('need.add')}
        </button>
        <button type="submit" className="btn btn-primary">
          {t('goOn')}
        </button>
        {back}
      </div>
    </form>
  );
}
