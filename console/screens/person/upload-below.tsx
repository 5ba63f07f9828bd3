import { useTranslation } from 'react-i18next';
import { uploadId } from '../cases/document-choice.tsx';
import { UploadForm } from '../cases/upload-form.tsx';

/** Hands in the document that a form speaks of, without leaving the form. */
export function UploadBelow({
  assessmentId,
  kind,
}: {
  readonly assessmentId: string;
  readonly kind: 'isee' | 'certificate';
}) {
  const { t } = useTranslation('person');
  return (
    <section aria-labelledby={uploadId} className="mt-5">
      <h2 id={uploadId} tabIndex={-1} className="h4">
        {t('own.upload')}
      </h2>
      <p>{t(`own.upload.${kind}`)}</p>
      <UploadForm
        assessmentId={assessmentId}
        first={kind === 'isee' ? 'iseeAttestation' : 'disabilityCertificate'}
      />
    </section>
  );
}
