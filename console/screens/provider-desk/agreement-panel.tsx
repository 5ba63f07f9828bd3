import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment, romeToday } from '../../words/format.ts';
import type { Application } from '../provider/use-own-application.ts';
import { Verification } from '../provider/verification.tsx';
import { FileBeside } from '../../parts/file-beside.tsx';

/** The agreement: how it was signed, what was found of the signature, and the countersignature. */
export function AgreementPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const { possible } = application;
  const agreement = application.agreement!;
  const [shown, setShown] = useState<string>();
  const files = [
    { id: agreement.documentId, name: t('agreement.file') },
    { id: agreement.paperCopyId, name: t('field.signedAgreement') },
    { id: agreement.signedDocumentId, name: t('agreement.signedFile') },
  ];
  return (
    <section className="mt-4" aria-labelledby="agreement">
      <h2 id="agreement" className="h4">
        {t('desk.agreement')}
      </h2>
      <p>{t(whereItStands(agreement))}</p>
      {agreement.signedAt && <p>{t('agreement.signedAt', { when: moment(agreement.signedAt) })}</p>}
      {agreement.verification && <Verification verification={agreement.verification} />}
      {me.roles.includes('caseworker') && (
        <div className="console-actions mt-0">
          {files.map(
            ({ id, name }) =>
              id && (
                <button
                  key={id}
                  type="button"
                  className="btn btn-outline-primary btn-sm"
                  onClick={() => setShown(id)}
                >
                  {t('file.open', { name })}
                </button>
              ),
          )}
        </div>
      )}
      <div className="console-beside">
        {possible.includes('recordAgreement') && agreement.paperCopyId && (
          <Record applicationId={application.id} documentId={agreement.paperCopyId} />
        )}
        {shown && (
          <FileBeside
            key={shown}
            name={files.find(({ id }) => id === shown)!.name}
            operation="readCandidateFile"
            given={{
              params: { applicationId: application.id, documentId: shown },
              query: { reason: 'check' },
            }}
          />
        )}
      </div>
      {possible.includes('countersignAgreement') && <Countersign application={application} />}
      {application.state === 'review' &&
        (agreement.method ?? agreement.paperCopyId) !== null &&
        !possible.includes('countersignAgreement') &&
        !possible.includes('recordAgreement') && <p>{t('desk.agreement.another')}</p>}
    </section>
  );
}

function whereItStands({ method, paperCopyId }: NonNullable<Application['agreement']>) {
  if (paperCopyId) return 'desk.agreement.copyIn';
  return method ? (`agreement.signed.${method}` as const) : 'desk.agreement.unsigned';
}

function Countersign({ application: { id } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const countersign = useWrite('countersignAgreement');
  return (
    <>
      {countersign.error && <ProblemNotice error={countersign.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={countersign.isPending}
        onClick={() => countersign.mutate({ params: { applicationId: id } })}
      >
        {t('desk.agreement.countersign')}
      </button>
    </>
  );
}

/** A copy signed on paper, compared with the agreement by whoever records it. */
function Record({
  applicationId,
  documentId,
}: {
  readonly applicationId: string;
  readonly documentId: string;
}) {
  const { t } = useTranslation('provider');
  const form = useForm({ defaultValues: { signedOn: '' }, shouldFocusError: false });
  const record = useWrite('recordAgreement');
  return (
    <Form
      name="record"
      form={form}
      problem={record.error}
      onSend={({ signedOn }) => record.mutate({ params: { applicationId }, body: { documentId, signedOn } })}
    >
      <p>{t('desk.agreement.compare')}</p>
      <TextField
        form={form}
        formName="record"
        name="signedOn"
        type="date"
        max={romeToday()}
        label={t('desk.agreement.signedOn')}
        wrong={t('desk.agreement.signedOn.wrong')}
        isRight={(typed) => typed !== '' && typed <= romeToday()}
      />
      <button type="submit" className="btn btn-primary" disabled={record.isPending}>
        {t('desk.agreement.record')}
      </button>
    </Form>
  );
}
