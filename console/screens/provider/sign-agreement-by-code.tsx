import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { SignByCode } from './sign-by-code.tsx';
import type { Application } from './use-own-application.ts';

export function SignAgreementByCode({
  application: { id, agreement },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  const ask = useWrite('requestAgreementCode');
  const sign = useWrite('signAgreement');
  const params = { applicationId: id };
  return (
    <SignByCode
      title={t('agreement.byCode')}
      sentUntil={ask.data?.expiresAt}
      askError={ask.error}
      isAsking={ask.isPending}
      onAsk={() => ask.mutate({ params })}
      error={sign.error}
      isBusy={sign.isPending}
      onSign={(typedName, code) =>
        sign.mutate({ params, body: { textHash: agreement?.textHash ?? '', typedName, code } })
      }
    />
  );
}
