import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** A new version comes as one document; the service says what is wrong with it, place by place. */
export function SendVersion() {
  const { t } = useTranslation('charter');
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<string>();
  const send = useWrite('sendCharterVersion', ({ id }) => void navigate(`/charter/${id}`));
  const read = async () => {
    if (!file) return setWrong(t('send.missing'));
    try {
      const body = JSON.parse(await file.text()) as Call<'sendCharterVersion'>['body'];
      setWrong(undefined);
      send.mutate({ body });
    } catch {
      setWrong(t('send.unreadable'));
    }
  };
  return (
    <section className="mt-5" aria-labelledby="send">
      <h2 id="send" className="h4">
        {t('send.title')}
      </h2>
      <p>{t('send.words')}</p>
      {send.error && <ProblemNotice error={send.error} />}
      <form
        noValidate
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <Field label={t('send.file')} error={wrong}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept="application/json,.json"
              onChange={({ target }) => setFile(target.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-outline-primary" disabled={send.isPending}>
          {t('send.send')}
        </button>
      </form>
    </section>
  );
}
