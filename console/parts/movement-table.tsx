import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { movementWords } from '../../domain/movement-words.ts';
import type { Answer } from '../client/call.ts';
import { day, money } from '../words/format.ts';
import { spoken } from '../words/words.ts';

export type Movement = Answer<'listFundMovements'>['items'][number];

/** Newest first; what is only held stands in parentheses. */
export function MovementTable<Entry extends Movement>({
  name,
  items,
  reference,
}: {
  readonly name: string;
  readonly items: readonly Entry[];
  /** What the money was for, as far as the reader may open it. */
  readonly reference: (one: Entry) => ReactNode;
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
              <td>{movementWords(one, spoken())}</td>
              <td className="text-end">
                {one.phase === 'pending' ? `(${money(one.amountCents)})` : money(one.amountCents)}
              </td>
              <td>{reference(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
