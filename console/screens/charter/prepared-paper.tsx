import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment } from '../../words/format.ts';
import { UploadSigned } from '../provider/upload-signed.tsx';
import type { Signing } from './signing.tsx';

/** The text as it was prepared: downloaded, signed as it is, uploaded; what is wrong with the file is said in words. */
export function PreparedPaper({
  signing: { id, paperPreparedAt },
  onSigned,
}: {
  readonly signing: Signing;
  readonly onSigned: () => void;
}) {
  const { t } = useTranslation('charter');
  const [error, setError] = useState<unknown>();
  const upload = useWrite('uploadSignedCopy', onSigned);
  const params = { signingId: id };
  const save = () => {
    setError(undefined);
    saveFile('readCharterPaper', { params }, `${t('paper.name')}.pdf`).catch(setError);
  };
  return (
    <section className="console-form mt-4" aria-labelledby="prepared">
      <h2 id="prepared" className="h5">
        {t('paper.title')}
      </h2>
      <p>{t('paper.words', { when: moment(paperPreparedAt!) })}</p>
      {error != null && <ProblemNotice error={error} />}
      <p>
        <button type="button" className="btn btn-outline-primary" onClick={save}>
          {t('paper.save')}
        </button>
      </p>
      <UploadSigned
        name="signed-copy"
        label={t('paper.signed')}
        hint={t('paper.signed.hint')}
        accept=".pdf,.p7m,application/pdf,application/pkcs7-mime"
        send={t('paper.send')}
        error={upload.error}
        isBusy={upload.isPending}
        onSend={(file) => upload.mutate({ params, form: { file } })}
      />
    </section>
  );
}
