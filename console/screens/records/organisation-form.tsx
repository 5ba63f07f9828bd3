import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useVatNumberFault } from '../../parts/use-vat-number-fault.ts';
import { faultsByField } from './errors.ts';
import { OrganisationFields, sentOrganisation, type TypedOrganisation } from './organisation-fields.tsx';
import { useFieldWords } from './use-field-words.ts';

/** An organisation as it is typed. */
export function OrganisationForm({
  typed,
  onType,
  error,
  isPending,
  onSend,
  onCancel,
}: {
  readonly typed: TypedOrganisation;
  readonly onType: (typed: TypedOrganisation) => void;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onSend: (body: Call<'createOrganisation'>['body']) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('records');
  const [asked, setAsked] = useState(0);
  const words = useFieldWords();
  const vatNumberFault = useVatNumberFault();
  const faults = faultsByField(
    error,
    (field) => (field === 'vatNumber' ? vatNumberFault(typed.vatNumber) : undefined) ?? words(field),
  );
  return (
    <form
      noValidate
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(asked + 1);
        onSend(sentOrganisation(typed));
      }}
    >
      {faults.size > 0 && (
        <ErrorSummary title={t('wrong.title')} faults={[...new Set(faults.values())]} asked={asked} />
      )}
      {error && faults.size === 0 && <ProblemNotice error={error} />}
      <OrganisationFields typed={typed} faults={faults} onChange={onType} />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={isPending}>
          {t(isPending ? 'sending' : 'save')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onCancel}>
          {t('notNow')}
        </button>
      </div>
    </form>
  );
}
