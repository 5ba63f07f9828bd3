import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useOrganisationName } from '../../parts/organisation-name.tsx';
import { iban } from '../../words/format.ts';

/** To which account an employer pays, and what the transfer is to say so that the office knows whose it is. */
export function WhereToPay({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('employer');
  const name = useOrganisationName(organisationId);
  const found = useRead('getSettlementAccount', {});
  if (!found.data) return null;
  const { account } = found.data;
  if (account === null) return t('prefund.noAccount');
  return t('prefund.to', { holder: account.holderName, iban: iban(account.iban), name });
}
