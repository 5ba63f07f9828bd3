import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { movementWords } from '../../domain/movement-words.ts';
import type { Answer, Call } from '../client/call.ts';
import { readWhole } from '../client/read-whole.ts';
import { useList } from '../client/use-read.ts';
import { spoken } from '../words/words.ts';
import { euroCell, saveCsv } from './csv.ts';
import { More } from './more.tsx';
import { MovementTable, type Movement } from './movement-table.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { ReadStates } from './read-states.tsx';

type Of = 'listWalletMovements' | 'listPrefundMovements';

type EntryOf<O extends Of> = Answer<O>['items'][number];

/** Every entry of one account, newest first, on the page and whole in a file. */
export function Movements<O extends Of>({
  of: operation,
  params,
  name,
  empty,
  reference,
  filed = ({ businessRef }) => businessRef,
}: {
  readonly of: O;
  readonly params: Call<O>['params'];
  readonly name: string;
  readonly empty: string;
  readonly reference: (one: EntryOf<O>) => ReactNode;
  /** The same in the file: the reference of the books, unless that says nothing to whoever reads it. */
  readonly filed?: (one: EntryOf<O>) => string;
}) {
  const { t } = useTranslation('fund');
  const [error, setError] = useState<unknown>();
  const given = { params } as Call<O>;
  const list = useList(operation, given);
  const items = list.items as readonly EntryOf<O>[] | undefined;
  const save = () => {
    setError(undefined);
    readWhole(operation, given)
      .then((all) =>
        saveCsv(
          name,
          headerOf(t),
          (all as readonly EntryOf<O>[]).map((one) => [...cellsOf(one), filed(one)]),
        ),
      )
      .catch(setError);
  };
  return (
    <>
      <ReadStates of={list} />
      {items?.length === 0 && <p>{empty}</p>}
      {items && items.length > 0 && (
        <>
          <MovementTable name={name} items={items} reference={reference} />
          {error !== undefined && <ProblemNotice error={error} />}
          <button type="button" className="btn btn-outline-primary btn-sm mt-3 me-3 no-print" onClick={save}>
            {t('movements.csv', { name })}
          </button>
          <More list={list} />
        </>
      )}
    </>
  );
}

function headerOf(t: (key: 'movement.day' | 'movement.what' | 'movement.amount' | 'movement.ref') => string) {
  return [t('movement.day'), t('movement.what'), t('movement.amount'), t('movement.ref')];
}

function cellsOf(one: Movement) {
  return [one.effectiveOn, movementWords(one, spoken()), euroCell(one.amountCents)];
}
