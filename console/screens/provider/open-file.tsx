import { useTranslation } from 'react-i18next';

/** Opened beside, so that the page stays where it is. */
export function OpenFile({ href, name }: { readonly href: string; readonly name: string }) {
  const { t } = useTranslation('provider');
  return (
    <a className="d-inline-block py-1" href={href} target="_blank" rel="noreferrer">
      {t('file.open', { name })}
    </a>
  );
}
