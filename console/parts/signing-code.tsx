import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { clock } from '../words/format.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { TextField } from './text-field.tsx';

interface Asking {
  readonly data: { readonly expiresAt: string } | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
}

/** The code comes by mail to whoever signs, and is typed beside their name; neither is kept in the browser. */
export function SigningCode<Values extends FieldValues>({
  form,
  formName,
  asking,
  onAsk,
}: {
  /** Has a `typedName` and a `code`. */
  readonly form: UseFormReturn<Values>;
  readonly formName: string;
  readonly asking: Asking;
  readonly onAsk: () => void;
}) {
  const { t } = useTranslation('charter');
  const { data, error, isPending } = asking;
  return (
    <div className="console-form">
      {error != null && <ProblemNotice error={error} />}
      <p role="status">{data ? t('code.sent', { time: clock(data.expiresAt) }) : t('code.words')}</p>
      <p>
        <button type="button" className="btn btn-outline-primary" disabled={isPending} onClick={onAsk}>
          {t(data ? 'code.again' : 'code.ask')}
        </button>
      </p>
      <TextField
        form={form}
        formName={formName}
        name={'typedName' as Path<Values>}
        label={t('sign.typedName')}
        hint={t('sign.typedName.hint')}
        wrong={t('sign.typedName.wrong')}
        autoComplete="name"
      />
      <TextField
        form={form}
        formName={formName}
        name={'code' as Path<Values>}
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
