import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { VersionFile } from './version-file.tsx';

/** A new version: a draft, until somebody else publishes it. */
export function SendVersion() {
  const { t } = useTranslation('charter');
  const navigate = useNavigate();
  const send = useWrite('sendCharterVersion', ({ id }) => void navigate(`/charter/${id}`));
  return (
    <section className="mt-5" aria-labelledby="send">
      <h2 id="send" className="h4">
        {t('send.title')}
      </h2>
      <p>{t('send.words')}</p>
      <VersionFile
        label={t('send.file')}
        submit={t('send.send')}
        write={send}
        onSend={(body) => send.mutate({ body })}
      />
    </section>
  );
}
