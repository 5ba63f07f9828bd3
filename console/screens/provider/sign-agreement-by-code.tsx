import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SigningCode } from '../../parts/signing-code.tsx';
import type { Application } from './use-own-application.ts';

/** Where the alliance admits it, the agreement is signed by one's name and a code. */
export function SignAgreementByCode({
  application: { id, agreement },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  const ask = useWrite('requestAgreementCode');
  const sign = useWrite('signAgreement');
  const form = useForm({ defaultValues: { typedName: '', code: '' }, shouldFocusError: false });
  const params = { applicationId: id };
  return (
    <section className="console-form mt-4" aria-labelledby="by-code">
      <h2 id="by-code" className="h5">
        {t('agreement.byCode')}
      </h2>
      <Form
        name="sign"
        form={form}
        problem={sign.error}
        onSend={({ typedName, code }) =>
          sign.mutate({
            params,
            body: { textHash: agreement?.textHash ?? '', typedName: typedName.trim(), code: code.trim() },
          })
        }
      >
        <SigningCode form={form} formName="sign" asking={ask} onAsk={() => ask.mutate({ params })} />
        <button type="submit" className="btn btn-primary" disabled={sign.isPending}>
          {t('sign.send')}
        </button>
      </Form>
    </section>
  );
}
