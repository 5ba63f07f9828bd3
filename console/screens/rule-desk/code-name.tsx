import { useTranslation } from 'react-i18next';

/** The name under which the service, its records and JSON know a rule, a set or a parameter. */
export function CodeName({ name }: { readonly name: string }) {
  const { t } = useTranslation('rules');
  return (
    <span className="d-block small fw-normal">
      {t('code')} <code>{name}</code>
    </span>
  );
}
