import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from './error-summary.tsx';

interface Asked {
  /** The id of its field, where the summary leads. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** Which answers a form still lacks: told once it was sent without them, on top and at each field. */
export function useMissing(fields: readonly Asked[]) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const missing = fields.filter(({ value }) => value.trim() === '');
  const summary: ReactNode = asked > 0 && missing.length > 0 && (
    <ErrorSummary
      faults={missing.map(({ name, label }) => ({ field: name, message: label }))}
      asked={asked}
    />
  );
  return {
    summary,
    /** What is said at the field, once the form was sent without its answer. */
    at: (name: string) =>
      asked > 0 && missing.some((field) => field.name === name) ? t('field.missing') : undefined,
    isComplete() {
      if (missing.length > 0) setAsked(asked + 1);
      return missing.length === 0;
    },
  };
}
