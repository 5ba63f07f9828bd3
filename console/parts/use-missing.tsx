import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from './error-summary.tsx';

interface Asked {
  /** The id of its field, where the summary leads. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What is wrong with what was typed, if anything is. */
  readonly wrong?: string | undefined;
}

/** Which answers a form still lacks, or cannot be read: told once it was sent without them, on top and at each field. */
export function useMissing(fields: readonly Asked[]) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const missing = fields.filter(({ value, wrong }) => value.trim() === '' || wrong !== undefined);
  const summary: ReactNode = asked > 0 && missing.length > 0 && (
    <ErrorSummary
      faults={missing.map(({ name, label }) => ({ field: name, message: label }))}
      asked={asked}
    />
  );
  return {
    summary,
    /** What is said at the field, once the form was sent without its answer. */
    at(name: string) {
      const field = asked > 0 ? missing.find((one) => one.name === name) : undefined;
      return field && (field.wrong ?? t('field.missing'));
    },
    isComplete() {
      if (missing.length > 0) setAsked(asked + 1);
      return missing.length === 0;
    },
  };
}
