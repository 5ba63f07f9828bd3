import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { UploadSigned } from './upload-signed.tsx';
import type { Application } from './use-own-application.ts';

/** Whoever cannot sign digitally signs a print and hands in its picture: a person compares it. */
export function SignAgreementOnPaper({ application: { id } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const upload = useWrite('uploadCandidateFile');
  return (
    <section className="console-form mt-4" aria-labelledby="on-paper">
      <h2 id="on-paper" className="h5">
        {t('agreement.onPaper')}
      </h2>
      <p>{t('agreement.onPaper.words')}</p>
      <p role="status">{upload.isSuccess ? t('agreement.onPaper.done') : ''}</p>
      <UploadSigned
        name="paper-copy"
        label={t('agreement.onPaper.file')}
        hint={t('paper.file.hint')}
        accept="application/pdf,image/jpeg,image/png"
        send={t('agreement.onPaper.send')}
        error={upload.error}
        isBusy={upload.isPending}
        onSend={(file) =>
          upload.mutate({ params: { applicationId: id }, form: { kind: 'signedAgreement', file } })
        }
      />
    </section>
  );
}
