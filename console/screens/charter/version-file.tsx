import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

export type Content = Call<'sendCharterVersion'>['body'];

/** A version comes as one document; the service says what is wrong with it, place by place. */
export function VersionFile({
  label,
  submit,
  write,
  onSend,
}: {
  readonly label: string;
  readonly submit: string;
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onSend: (content: Content) => void;
}) {
  const { t } = useTranslation('charter');
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<string>();
  const read = async () => {
    if (!file) return setWrong(t('send.missing'));
    try {
      const content = JSON.parse(await file.text()) as Content;
      setWrong(undefined);
      onSend(content);
    } catch {
      setWrong(t('send.unreadable'));
    }
  };
  return (
    <>
      {write.error && <ProblemNotice error={write.error} />}
      <form
        noValidate
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <Field label={label} error={wrong}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept="application/json,.json"
              onChange={({ target }) => setFile(target.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-outline-primary" disabled={write.isPending}>
          {submit}
        </button>
      </form>
    </>
  );
}
