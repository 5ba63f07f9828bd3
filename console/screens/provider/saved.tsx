import { useTranslation } from 'react-i18next';

/** Says that what was sent is kept, beside where it was sent. */
export function Saved({ isSaved }: { readonly isSaved: boolean }) {
  const { t } = useTranslation('provider');
  return (
    <p role="status" className={isSaved ? 'mt-3' : 'mb-0'}>
      {isSaved ? t('saved') : ''}
    </p>
  );
}
