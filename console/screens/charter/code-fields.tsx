import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { clock } from '../../words/format.ts';
import type { SignValues } from './sign-form.tsx';

/** The code comes by mail and is typed beside one's name; neither is kept in the browser. */
export function CodeFields({
  form,
  signingId,
}: {
  readonly form: UseFormReturn<SignValues>;
  readonly signingId: string;
}) {
  const { t } = useTranslation('charter');
  const ask = useWrite('requestSigningCode');
  return (
    <div className="console-form">
      {ask.error && <ProblemNotice error={ask.error} />}
      <p role="status">{ask.data ? t('code.sent', { time: clock(ask.data.expiresAt) }) : t('code.words')}</p>
      <p>
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={ask.isPending}
          onClick={() => ask.mutate({ params: { signingId } })}
        >
          {t(ask.data ? 'code.again' : 'code.ask')}
        </button>
      </p>
      <TextField
        form={form}
        formName="signing"
        name="typedName"
        label={t('sign.typedName')}
        hint={t('sign.typedName.hint')}
        wrong={t('sign.typedName.wrong')}
        autoComplete="name"
      />
      <TextField
        form={form}
        formName="signing"
        name="code"
        label={t('sign.code')}
        wrong={t('sign.code.wrong')}
        isRight={(typed) => /^\d{6}$/.test(typed.trim())}
        inputMode="numeric"
        maxLength={6}
        autoComplete="one-time-code"
      />
    </div>
  );
}
