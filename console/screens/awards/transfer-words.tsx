import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { iban, money } from '../../words/format.ts';
import type { ToPay } from './to-pay.ts';

/** All that somebody types at the bank to pay a provider by hand. */
export function TransferWords({ owed: { providerId, amountCents, orderCodes } }: { readonly owed: ToPay }) {
  const { t } = useTranslation('fund');
  const provider = useRead('getOrganisation', { params: { organisationId: providerId } });
  if (!provider.data) return <ReadStates of={provider} />;
  const { name, iban: whole } = provider.data;
  const causale = t('settle.causale.words', { orders: orderCodes.join(', ') });
  return (
    <>
      <p className="mb-1">{t('settle.how')}</p>
      <ul>
        <li>{t('settle.payee', { name })}</li>
        <li>{whole ? t('settle.iban', { iban: iban(whole) }) : t('settle.iban.missing')}</li>
        <li>{t('settle.amount', { amount: money(amountCents) })}</li>
        <li>{t('settle.causale', { causale })}</li>
      </ul>
    </>
  );
}
