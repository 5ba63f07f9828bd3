import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { money } from '../../words/format.ts';
import { units, type TypedNeed } from './draft.ts';

type Unit = (typeof units)[number];

/** What the provider offers at which price today: pressing one fills in the unit and the price. */
export function PriceList({
  providerId,
  onChoose,
}: {
  readonly providerId: string;
  readonly onChoose: (unit: TypedNeed['unit'], price: string) => void;
}) {
  const { t } = useTranslation('cases');
  const provider = useRead('getDirectoryProvider', { params: { organisationId: providerId } });
  const offered = (provider.data?.services ?? []).flatMap(({ unit, ...service }) =>
    isUnit(unit) ? [{ ...service, unit }] : [],
  );
  if (provider.data?.id !== providerId || offered.length === 0) return null;
  return (
    <div role="group" aria-label={t('priceList')} className="console-field">
      <p className="console-hint">{t('priceList.hint')}</p>
      {offered.map(({ id, name, unit, unitPriceCents }) => (
        <button
          key={id}
          type="button"
          className="btn btn-outline-primary btn-sm me-2 mb-2"
          onClick={() => onChoose(unit, (unitPriceCents / 100).toFixed(2).replace('.', ','))}
        >
          {t('priceList.entry', { name, price: money(unitPriceCents), unit: t(`unitName.${unit}`) })}
        </button>
      ))}
    </div>
  );
}

function isUnit(unit: string): unit is Unit {
  return (units as readonly string[]).includes(unit);
}
