import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { DocumentChoice } from './document-choice.tsx';
import type { Typed } from './finding-fields.ts';

/** When something was found out, in whose words and by which documents. */
export function EvidenceFields({
  assessmentId,
  typed,
  wrongAt,
  onType,
}: {
  readonly assessmentId: string;
  readonly typed: Typed;
  readonly wrongAt: (name: string) => string | undefined;
  readonly onType: (name: string, value: string) => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <h3 className="h5">{t('evidence')}</h3>
      <Field id="foundOn" label={t('field.foundOn')} error={wrongAt('foundOn')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={typed['foundOn'] ?? ''}
            onChange={(event) => onType('foundOn', event.target.value)}
          />
        )}
      </Field>
      <Field id="note" label={t('field.note')} hint={t('field.note.hint')} error={wrongAt('note')}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={typed['note'] ?? ''}
            onChange={(event) => onType('note', event.target.value)}
          />
        )}
      </Field>
      <DocumentChoice
        assessmentId={assessmentId}
        chosen={typed['documentIds'] ?? ''}
        onChoose={(value) => onType('documentIds', value)}
      />
    </>
  );
}
