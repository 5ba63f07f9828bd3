import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field.tsx';
import { DocumentChoice } from './document-choice.tsx';
import type { TypedForm } from './finding-fields.ts';

/** When something was found out, in whose words and by which documents. */
export function EvidenceFields({
  assessmentId,
  form,
}: {
  readonly assessmentId: string;
  readonly form: TypedForm;
}) {
  const { t } = useTranslation('cases');
  const at = { form, formName: 'finding' };
  return (
    <>
      <h3 className="h5">{t('evidence')}</h3>
      <TextField {...at} name="foundOn" type="date" label={t('field.foundOn')} />
      <TextField {...at} name="note" label={t('field.note')} hint={t('field.note.hint')} rows={4} />
      <DocumentChoice
        assessmentId={assessmentId}
        chosen={form.watch('documentIds') ?? ''}
        onChoose={(joined) => form.setValue('documentIds', joined)}
      />
    </>
  );
}
