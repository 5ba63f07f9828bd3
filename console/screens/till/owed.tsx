import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { iban, money } from '../../words/format.ts';

type OwedAnswer = Answer<'getOwedToProvider'>;

/** What was earned and has not left for the bank, and what the provider itself has to pay in. */
export function Owed() {
  const { t } = useTranslation('till');
  const owed = useRead('getOwedToProvider', {});
  return (
    <section aria-labelledby="owed" className="mt-4">
      <h2 id="owed" className="h4">
        {t('owed.title')}
      </h2>
      <ReadStates of={owed} />
      {owed.data && <Sums owed={owed.data} />}
      {owed.data && owed.data.contributionCents > 0 && <Contribution owed={owed.data} />}
    </section>
  );
}

function Sums({ owed }: { readonly owed: OwedAnswer }) {
  const { t } = useTranslation('till');
  const { toProviderCents, toInpsCents, nettedCents, waits, inPreparationCents, disputedCents } = owed;
  return (
    <>
      <p className="console-figure mb-1">{money(toProviderCents)}</p>
      {toProviderCents > 0 && <p>{t('owed.today')}</p>}
      <ul>
        {toInpsCents > 0 && <li>{t('owed.inps', { amount: money(toInpsCents) })}</li>}
        {nettedCents > 0 && <li>{t('owed.netted', { amount: money(nettedCents) })}</li>}
        {waits && (
          <li>
            {t('owed.waits', { amount: money(waits.owedCents) })}{' '}
            {t(`owed.waits.${waits.reason}`, { amount: money(waits.givenBackCents) })}
          </li>
        )}
        {inPreparationCents > 0 && <li>{t('owed.inPreparation', { amount: money(inPreparationCents) })}</li>}
        {disputedCents > 0 && <li>{t('owed.disputed', { amount: money(disputedCents) })}</li>}
      </ul>
    </>
  );
}

function Contribution({ owed: { contributionCents, payContributionTo } }: { readonly owed: OwedAnswer }) {
  const { t } = useTranslation('till');
  return (
    <p className="console-missing">
      {t('owed.contribution', { amount: money(contributionCents) })}{' '}
      {payContributionTo
        ? t('owed.contribution.to', {
            holder: payContributionTo.holderName,
            iban: iban(payContributionTo.iban),
          })
        : t('owed.contribution.ask')}
    </p>
  );
}
