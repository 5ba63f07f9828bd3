import { useTranslation } from 'react-i18next';
import { iban as grouped } from '../../words/format.ts';
import { ibanFault } from '../../../domain/iban.ts';
import { useRead } from '../../client/use-read.ts';

/** To which account the provider is paid: it sees a wrong one before a payment fails, and who puts it right. */
export function PaidTo({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('till');
  const { data } = useRead('getOrganisation', { params: { organisationId } });
  if (!data) return null;
  const { iban } = data;
  const isRight = iban != null && ibanFault(iban) === null;
  return (
    <p className={isRight ? undefined : 'console-missing'}>
      {iban ? t('paidTo', { iban: grouped(iban) }) : t('paidTo.nowhere')}{' '}
      {iban && !isRight && t('paidTo.wrong')} {t('paidTo.who')}
    </p>
  );
}
