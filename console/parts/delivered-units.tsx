import { useTranslation } from 'react-i18next';
import type { Answer } from '../client/call.ts';
import { closeTogether } from './close-together.ts';
import { day, money } from '../words/format.ts';
import { Tag, type Tone } from './tag.tsx';

type Units = Answer<'listOrders'>['items'][number]['deliveredUnits'];
export type UnitState = Units[number]['state'];

const tones: Readonly<Record<UnitState, Tone>> = {
  recorded: 'soon',
  confirmed: 'good',
  disputed: 'late',
  rejected: 'plain',
};

/** Each unit of an order that came, and how it stands. */
export function DeliveredUnits({
  order,
}: {
  readonly order: { readonly code: string; readonly unit: string; readonly deliveredUnits: Units };
}) {
  const { t } = useTranslation('cases');
  const close = closeTogether(order.unit, order.deliveredUnits);
  return (
    <div
      className="console-table"
      tabIndex={0}
      role="region"
      aria-label={`${t('units.caption')}: ${order.code}`}
    >
      <table className="table">
        <caption>{t('units.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('units.unit')}</th>
            <th scope="col">{t('units.day')}</th>
            <th scope="col">{t('units.amount')}</th>
            <th scope="col">{t('units.state')}</th>
          </tr>
        </thead>
        <tbody>
          {order.deliveredUnits.map(({ id, number, deliveredOn, amountCents, state, paid, dispute }) => (
            <tr key={id}>
              <th scope="row">{number}</th>
              <td>
                {day(deliveredOn)} {close.includes(id) && <Tag tone="late">{t('units.close')}</Tag>}
              </td>
              <td>{money(amountCents)}</td>
              <td>
                <Tag tone={tones[state]}>{t(paid ? 'units.paid' : `units.${state}`)}</Tag>
                <DisputeWords dispute={dispute} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why a unit is disputed and why it was decided so, in the words of whoever said it. */
export function DisputeWords({ dispute }: Pick<Units[number], 'dispute'>) {
  const { t } = useTranslation('cases');
  return (['reason', 'decision'] as const).map(
    (part) =>
      dispute?.[part] && (
        <small key={part} className="d-block">
          {t(`units.said.${part}`)} <q>{dispute[part]}</q>
        </small>
      ),
  );
}
