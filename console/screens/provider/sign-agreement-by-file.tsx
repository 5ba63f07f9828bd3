import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { UploadSigned } from './upload-signed.tsx';
import type { Application } from './use-own-application.ts';

/** Signed as it is with the program of one's certificate, and uploaded; the answer says what was verified. */
export function SignAgreementByFile({ application: { id } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const upload = useWrite('uploadSignedAgreement');
  return (
    <section className="console-form mt-4" aria-labelledby="by-file">
      <h2 id="by-file" className="h5">
        {t('agreement.byFile')}
      </h2>
      <p>{t('agreement.byFile.words')}</p>
      <UploadSigned
        name="agreement"
        label={t('signedFile.label')}
        hint={t('signedFile.hint')}
        accept=".pdf,.p7m,application/pdf,application/pkcs7-mime"
        send={t('signedFile.send')}
        error={upload.error}
        isBusy={upload.isPending}
        onSend={(file) => upload.mutate({ params: { applicationId: id }, form: { file } })}
      />
    </section>
  );
}
