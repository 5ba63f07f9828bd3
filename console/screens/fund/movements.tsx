import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { euroCell, saveCsv } from '../../parts/csv.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { FundFrame } from './fund-frame.tsx';
import { movementKinds, type MovementKind } from './movement-kinds.ts';

const accounts = ['solidarity', 'reserve', 'pledged'] as const;
type Movement = Answer<'listFundMovements'>['items'][number];

/** Every entry of an account of the Fund, down to the cent; the address says of which. */
export default function Movements() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const account = accounts.find((known) => known === search.get('account')) ?? 'solidarity';
  const list = useList('listFundMovements', { query: { account } });
  const wordsOf = useMovementWords();
  const save = () =>
    saveCsv(
      `fondo-movimenti-${account}`,
      [t('movement.day'), t('movement.what'), t('movement.amount'), t('movement.held'), t('movement.ref')],
      (list.items ?? []).map((one) => [
        one.effectiveOn,
        wordsOf(one),
        one.phase === 'pending' ? null : euroCell(one.amountCents),
        one.phase === 'pending' ? euroCell(one.amountCents) : null,
        one.businessRef,
      ]),
    );
  return (
    <FundFrame title={t('movements.title')}>
      <Filters
        name={t('movements.account')}
        options={accounts.map((value) => ({ value, label: t(`account.${value}`) }))}
        chosen={account}
        onChoose={(value) => setSearch(value === 'solidarity' ? {} : { account: value })}
      />
      <p className="mt-3">{t(`account.${account}.words`)}</p>
      <ReadStates of={list} />
      {list.items?.length === 0 && <p>{t('movements.empty')}</p>}
      {list.items && list.items.length > 0 && (
        <>
          <MovementTable name={t(`account.${account}`)} items={list.items} wordsOf={wordsOf} />
          <button type="button" className="btn btn-outline-primary btn-sm mt-3 me-3 no-print" onClick={save}>
            {t('csv', { name: t(`account.${account}`) })}
          </button>
          <More list={list} />
        </>
      )}
    </FundFrame>
  );
}

function MovementTable({
  name,
  items,
  wordsOf,
}: {
  readonly name: string;
  readonly items: readonly Movement[];
  readonly wordsOf: (one: Movement) => string;
}) {
  const { t } = useTranslation('fund');
  return (
    <div className="console-table" role="region" aria-label={t('table', { name })} tabIndex={0}>
      <table className="table">
        <caption>{t('movements.caption', { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('movement.day')}</th>
            <th scope="col">{t('movement.what')}</th>
            <th scope="col" className="text-end">
              {t('movement.amount')}
            </th>
            <th scope="col">{t('movement.ref')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.transferId}>
              <td>{day(one.effectiveOn)}</td>
              <td>{wordsOf(one)}</td>
              <td className="text-end">
                {one.phase === 'pending' ? `(${money(one.amountCents)})` : money(one.amountCents)}
              </td>
              <td>
                <Reference of={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On to what the money was for, where there is something to open; else the reference as the books have it. */
function Reference({ of: { kind, businessRef } }: { readonly of: Movement }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const isOfficer = me.roles.includes('fundOfficer');
  if (kind === 'redemption_collected' && (isOfficer || me.roles.includes('auditor')))
    return <Link to={`/fund/redemptions/${businessRef}`}>{t('movement.redemption')}</Link>;
  if (['fund_hold', 'award_approved', 'hold_released', 'award_released'].includes(kind) && isOfficer)
    return <Link to={`/awards/${businessRef}`}>{t('movement.award')}</Link>;
  return <code>{businessRef}</code>;
}

function useMovementWords(): (one: Movement) => string {
  const { t } = useTranslation('fund');
  return ({ kind, phase, resolvedBy }) => {
    const known: MovementKind = movementKinds.find((one) => one === kind) ?? 'other';
    const words = t(`kind.${known}`);
    if (phase !== 'pending') return words;
    return t(`held.${resolvedBy ?? 'open'}`, { words });
  };
}
