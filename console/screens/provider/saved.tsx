import { useTranslation } from 'react-i18next';

/** Says that what was sent is kept, beside where it was sent. */
export function Saved({ isSaved }: { readonly isSaved: boolean }) {
  const { t } = useTranslation('provider');
  return <p role="status">{isSaved ? t('saved') : ''}</p>;
}
