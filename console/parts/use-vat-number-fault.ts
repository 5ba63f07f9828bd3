import { useTranslation } from 'react-i18next';
import { vatNumberFault } from '../../domain/vat-number-fault.ts';

/** What is wrong with a partita IVA as it is typed, blanks or not, and what to do; nothing when it is right. */
export function useVatNumberFault(): (typed: string) => string | undefined {
  const { t } = useTranslation('frame');
  return (typed) => {
    const fault = vatNumberFault(typed.replaceAll(/\s/g, ''));
    return fault ? t(`wrong.${fault}`) : undefined;
  };
}
