import { useTranslation } from 'react-i18next';

/** What erasing somebody's data does and what stays by law, said before it is asked for and before it is done. */
export function ErasureTold() {
  const { t } = useTranslation('records');
  return (
    <ul>
      {(['goes', 'stays', 'closed'] as const).map((part) => (
        <li key={part}>{t(`erasure.${part}`)}</li>
      ))}
    </ul>
  );
}

/** On somebody's record: an administrator erases, who reads no record and is given the code that stands on it. */
export function AskErasure() {
  const { t } = useTranslation('records');
  return (
    <section aria-labelledby="erasure" className="mt-5">
      <h2 id="erasure" className="h4">
        {t('erasure.title')}
      </h2>
      <p>{t('erasure.who')}</p>
      <details>
        <summary className="py-1">{t('erasure.what')}</summary>
        <ErasureTold />
      </details>
    </section>
  );
}
