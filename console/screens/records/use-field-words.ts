import { useTranslation } from 'react-i18next';

const told = [
  'givenName',
  'familyName',
  'birthDate',
  'comuneIstat',
  'taxCode',
  'email',
  'name',
  'vatNumber',
  'iban',
] as const;

/** What to put right in a field, where the service only says which pattern it has. */
export function useFieldWords(): (field: string) => string | undefined {
  const { t } = useTranslation('records');
  return (field) => {
    const known = told.find((one) => one === field);
    return known && t(`wrong.${known}`);
  };
}
