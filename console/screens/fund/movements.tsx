import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { saveFile } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { MovementTable } from '../../parts/movement-table.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { FundFrame } from './fund-frame.tsx';
import { FundReference } from './fund-reference.tsx';
import { Period, periodIn } from './period.tsx';

const accounts = ['solidarity', 'reserve', 'pledged'] as const;

/** Every entry of an account of the Fund, down to the cent; the address says of which, and of when. */
export default function Movements() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const [error, setError] = useState<unknown>();
  const account = accounts.find((known) => known === search.get('account')) ?? 'solidarity';
  const period = periodIn(search);
  const isOfAllTime = Object.keys(period).length === 0;
  const query = { account, ...period };
  const list = useList('listFundMovements', { query });
  const name = t(`account.${account}`);
  const save = () => {
    setError(undefined);
    saveFile('readFundMovements', { query }, `fondo-movimenti-${account}.csv`).catch(setError);
  };
  const choose = (chosen: Readonly<Record<string, string>>) => {
    setError(undefined);
    setSearch(chosen);
  };
  return (
    <FundFrame title={t('movements.title')}>
      <Filters
        name={t('movements.account')}
        options={accounts.map((value) => ({ value, label: t(`account.${value}`) }))}
        chosen={account}
        onChoose={(value) => choose({ ...accountNamed(value), ...period })}
      />
      <p className="mt-3">{t(`account.${account}.words`)}</p>
      <Period period={period} onChoose={(chosen) => choose({ ...accountNamed(account), ...chosen })} />
      <ReadStates of={list} />
      {list.items?.length === 0 && <p>{t(isOfAllTime ? 'movements.empty' : 'movements.none')}</p>}
      {list.items && list.items.length > 0 && (
        <>
          <MovementTable name={name} items={list.items} reference={(one) => <FundReference of={one} />} />
          {error !== undefined && <ProblemNotice error={error} />}
          <button type="button" className="btn btn-outline-primary btn-sm mt-3 me-3 no-print" onClick={save}>
            {t('movements.csv', { name })}
          </button>
          <More list={list} />
        </>
      )}
    </FundFrame>
  );
}

/** The first account is the one of an address that names none. */
function accountNamed(account: string): Readonly<Record<string, string>> {
  return account === accounts[0] ? {} : { account };
}
