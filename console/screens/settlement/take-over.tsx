import { useTranslation } from 'react-i18next';
import { liveColumns } from '../../../domain/live-voucher.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { romeToday } from '../../words/format.ts';
import { TakeOverForm } from './take-over-form.tsx';
import { usePlansOf } from './use-plans-of.ts';

/** What people still have in an earlier system goes on here: credit, and vouchers that somebody can still spend. */
export function TakeOver({ employerId }: { readonly employerId: string }) {
  const { t } = useTranslation('fund');
  const { plans, reading } = usePlansOf(employerId);
  const open = plans?.filter(({ state, validUntil }) => state === 'active' && validUntil >= romeToday());
  return (
    <section aria-labelledby="take-over" className="mt-5">
      <h2 id="take-over" className="h4">
        {t('takeOver')}
      </h2>
      <p>{t('takeOver.words')}</p>
      <ReadStates of={reading} />
      {open?.length === 0 && <p>{t('takeOver.noPlan')}</p>}
      {open && open.length > 0 && (
        <>
          <TakeOverForm
            operation="importOpeningBalances"
            plans={open}
            columns={['codice fiscale', 'importo']}
          />
          <TakeOverForm operation="importLiveVouchers" plans={open} columns={liveColumns} />
        </>
      )}
    </section>
  );
}
