import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { money } from '../../words/format.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';

type Need = Omit<Answer<'getCommissionDossier'>['needs'][number], 'parentsApart'> & {
  readonly parentsApart?: boolean | null | undefined;
  readonly for?: string;
  readonly description?: string | undefined;
  readonly funded?: number | undefined;
};

export function NeedsTable({ needs }: { readonly needs: readonly Need[] }) {
  const { t } = useTranslation('cases');
  const hasPeople = needs.some((need) => need.for !== undefined);
  const hasFunded = needs.some(({ funded }) => funded !== undefined);
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('needs')}>
      <table className="table">
        <caption>{t('needs.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('need.service')}</th>
            {hasPeople && <th scope="col">{t('need.for')}</th>}
            <th scope="col">{t('need.provider')}</th>
            <th scope="col">{t('need.units')}</th>
            <th scope="col">{t('need.price')}</th>
            {hasFunded && <th scope="col">{t('need.funded')}</th>}
          </tr>
        </thead>
        <tbody>
          {needs.map((need) => (
            <tr key={need.id}>
              <th scope="row">
                {need.description ?? t(`service.${need.service}`)}
                {need.description && <small className="d-block">{t(`service.${need.service}`)}</small>}
                {typeof need.parentsApart === 'boolean' && (
                  <small className="d-block">{t(need.parentsApart ? 'need.apart' : 'need.together')}</small>
                )}
              </th>
              {hasPeople && <td>{need.for}</td>}
              <td>
                <OrganisationName id={need.providerId} />
              </td>
              <td>
                {t(`unit.${need.unit}`, { count: need.units })}
                {need.coveredUnits > 0 && (
                  <small className="d-block">{t('need.covered', { count: need.coveredUnits })}</small>
                )}
              </td>
              <td>
                {money(need.unitPriceCents)}
                <small className="d-block">
                  {t('need.total', { amount: money(need.units * need.unitPriceCents) })}
                </small>
              </td>
              {hasFunded && (
                <td>{need.funded === undefined ? '–' : t(`unit.${need.unit}`, { count: need.funded })}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
