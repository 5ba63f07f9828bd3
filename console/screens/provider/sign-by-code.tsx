import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { clock } from '../../words/format.ts';

/** A code is mailed to whoever signs; they type it beside their name. Neither is kept in the browser. */
export function SignByCode({
  title,
  sentUntil,
  askError,
  isAsking,
  onAsk,
  error,
  isBusy,
  onSign,
}: {
  readonly title: string;
  readonly sentUntil: string | undefined;
  readonly askError: unknown;
  readonly isAsking: boolean;
  readonly onAsk: () => void;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSign: (typedName: string, code: string) => void;
}) {
  const { t } = useTranslation('provider');
  const form = useForm({ defaultValues: { typedName: '', code: '' }, shouldFocusError: false });
  useFaults(form, error, (place) =>
    place === 'typedName' || place === 'code' ? { field: place, words: t(`sign.${place}.wrong`) } : undefined,
  );
  return (
    <section className="console-form mt-4" aria-labelledby="by-code">
      <h2 id="by-code" className="h5">
        {title}
      </h2>
      {askError != null && <ProblemNotice error={askError} />}
      <p role="status">{sentUntil ? t('sign.sent', { time: clock(sentUntil) }) : t('sign.words')}</p>
      <p>
        <button type="button" className="btn btn-outline-primary" disabled={isAsking} onClick={onAsk}>
          {t(sentUntil ? 'sign.again' : 'sign.ask')}
        </button>
      </p>
      <Form
        name="sign"
        form={form}
        problem={error}
        onSend={({ typedName, code }) => onSign(typedName.trim(), code.trim())}
      >
        <TextField
          form={form}
          formName="sign"
          name="typedName"
          label={t('sign.typedName')}
          hint={t('sign.typedName.hint')}
          wrong={t('sign.typedName.wrong')}
          autoComplete="name"
        />
        <TextField
          form={form}
          formName="sign"
          name="code"
          label={t('sign.code')}
          wrong={t('sign.code.wrong')}
          isRight={(typed) => /^\d{6}$/.test(typed.trim())}
          inputMode="numeric"
          maxLength={6}
          autoComplete="one-time-code"
        />
        <button type="submit" className="btn btn-primary" disabled={isBusy}>
          {t('sign.send')}
        </button>
      </Form>
    </section>
  );
}
