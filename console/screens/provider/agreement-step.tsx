import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../client/call.ts';
import { moment } from '../../words/format.ts';
import { useSession } from '../../session/session-context.ts';
import { OpenFile } from './open-file.tsx';
import { SignAgreementByCode } from './sign-agreement-by-code.tsx';
import { SignAgreementByFile } from './sign-agreement-by-file.tsx';
import { SignAgreementOnPaper } from './sign-agreement-on-paper.tsx';
import type { Application } from './use-own-application.ts';
import { Verification } from './verification.tsx';

/** The agreement: read, signed by a code, a file or on paper, and what was found of the signature. */
export function AgreementStep({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { agreement, possible, id, state } = application;
  if (!agreement) return <p>{t('agreement.notYet')}</p>;
  const address = (documentId: string) =>
    fileAddress('readCandidateFile', { params: { applicationId: id, documentId } });
  return (
    <>
      <h2 className="h5">{t('agreement.read')}</h2>
      <p>
        <OpenFile href={address(agreement.documentId)} name={t('agreement.file')} />
      </p>
      {agreement.paperCopyId && (
        <section className="console-card" aria-labelledby="copy-in">
          <h2 id="copy-in" className="h5">
            {t('agreement.copyIn')}
          </h2>
          <p>{t('agreement.copyIn.words')}</p>
          <OpenFile href={address(agreement.paperCopyId)} name={t('agreement.onPaper.file')} />
        </section>
      )}
      {agreement.method && <Signed application={application} address={address} />}
      {possible.includes('signAgreement') && <SignAgreementByCode application={application} />}
      {possible.includes('uploadSignedAgreement') && (
        <>
          {!agreement.codeSuffices && <p>{t('agreement.noCode')}</p>}
          <SignAgreementByFile application={application} />
        </>
      )}
      {agreement.method === null && state === 'review' && <SignAgreementOnPaper application={application} />}
    </>
  );
}

function Signed({
  application: { agreement, state },
  address,
}: {
  readonly application: Application;
  readonly address: (documentId: string) => string;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  if (!agreement?.method) return null;
  const { method, signedAt, signedDocumentId, signedCopyId, verification } = agreement;
  // What holds the signer's tax code and certificate is opened by whoever signs alone.
  const isSigner = me.roles.includes('representative');
  return (
    <section className="console-card" aria-labelledby="signed">
      <h2 id="signed" className="h5">
        {t(`agreement.signed.${method}`)}
      </h2>
      {signedAt && <p>{t('agreement.signedAt', { when: moment(signedAt) })}</p>}
      {verification && <Verification verification={verification} />}
      {state === 'review' && <p>{t('agreement.countersigner')}</p>}
      {isSigner && signedDocumentId && (
        <p>
          <OpenFile href={address(signedDocumentId)} name={t('agreement.signedFile')} />
        </p>
      )}
      {isSigner && signedCopyId && (
        <p>
          <OpenFile href={address(signedCopyId)} name={t('agreement.copy')} />
        </p>
      )}
    </section>
  );
}
