import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList, useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { moment, money } from '../../words/format.ts';

type Bought = Answer<'traceFundEntry'>['items'][number];

/** From an entry of the Fund to the vouchers that it comes from, and on to what was taken with them; nobody's name. */
export default function Origin() {
  const { t } = useTranslation('fund');
  const { reference = '' } = useParams();
  const told = useRead('traceFundEntry', { params: { reference }, query: { limit: 1 } }).data;
  const list = useList('traceFundEntry', { params: { reference } });
  return (
    <>
      <p className="no-print">
        <Link to="/fund/movements">{t('redemption.back')}</Link>
      </p>
      <Heading>{told ? t(`origin.${told.kind}`, { month: told.month }) : t('origin')}</Heading>
      <ReadStates of={list} />
      {told?.organisationId && (
        <p>
          {t('origin.from')} <OrganisationName id={told.organisationId} />
        </p>
      )}
      {told && list.items?.length === 0 && <p>{t('origin.empty')}</p>}
      {list.items && list.items.length > 0 && (
        <>
          <BoughtTable items={list.items} />
          <More list={list} />
        </>
      )}
    </>
  );
}

function BoughtTable({ items }: { readonly items: readonly Bought[] }) {
  const { t } = useTranslation('fund');
  const cents = (amount: number | null) => (amount === null ? '–' : money(amount));
  return (
    <div className="console-table" role="region" aria-label={t('origin.caption')} tabIndex={0}>
      <table className="table">
        <caption>{t('origin.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('origin.voucher.column')}</th>
            <th scope="col">{t('origin.issued')}</th>
            <th scope="col" className="text-end">
              {t('origin.nominal')}
            </th>
            <th scope="col" className="text-end">
              {t('origin.share')}
            </th>
            <th scope="col" className="text-end">
              {t('origin.rest')}
            </th>
            <th scope="col">{t('origin.taken')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td>{one.number}</td>
              <td>{moment(one.issuedAt)}</td>
              <td className="text-end">{money(one.nominalCents)}</td>
              <td className="text-end">{cents(one.shareCents)}</td>
              <td className="text-end">{cents(one.restCents)}</td>
              <td>
                <Taken redemptions={one.redemptions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Taken({ redemptions }: Pick<Bought, 'redemptions'>) {
  const { t } = useTranslation('fund');
  if (redemptions.length === 0) return <>{t('origin.nothingTaken')}</>;
  return (
    <ul className="list-unstyled mb-0">
      {redemptions.map(({ id, number, amountCents }) => (
        <li key={id}>
          <Link to={`/fund/redemptions/${id}`}>{number}</Link> {money(amountCents)}
        </li>
      ))}
    </ul>
  );
}
