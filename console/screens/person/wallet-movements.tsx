import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Movements } from '../../parts/movements.tsx';

/** Which vouchers there are to open, by what moved the credit. */
const ofVouchers: readonly string[] = ['voucher_issued', 'voucher_expired', 'voucher_voided'];

/** What came into a wallet and what went out of it, to the cent. */
export default function WalletMovements() {
  const { t } = useTranslation('person');
  const { walletId = '' } = useParams();
  const wallets = useList('listWallets', {});
  const name = wallets.items?.find(({ id }) => id === walletId)?.planName ?? t('wallet.title');
  return (
    <>
      <p className="no-print">
        <Link to="/wallet">{t('wallet.title')}</Link>
      </p>
      <Heading>{t('wallet.movements')}</Heading>
      <Movements
        of="listWalletMovements"
        params={{ walletId }}
        name={name}
        empty={t('wallet.movements.empty')}
        reference={({ kind, businessRef }) =>
          ofVouchers.includes(kind) && (
            <Link to={`/vouchers/${businessRef}`}>{t('wallet.movements.voucher')}</Link>
          )
        }
      />
    </>
  );
}
