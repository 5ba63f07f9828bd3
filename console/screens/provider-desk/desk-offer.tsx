import { useTranslation } from 'react-i18next';
import { categoryTraits } from '../../../domain/provider-service.ts';
import { isOver } from '../../../domain/provider-onboarding.ts';
import { useComuni } from '../../parts/use-comuni.ts';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { LettersForm } from '../provider/letters-form.tsx';
import { LettersShown } from '../provider/letters-shown.tsx';
import type { Application } from '../provider/use-own-application.ts';

/** What it wants to offer, and where. */
export function DeskOffer({
  application: { places, services, state },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  const { nameOf } = useComuni();
  const { me } = useSession();
  const maySet = me.roles.includes('caseworker') && !isOver(state);
  return (
    <section className="mt-4" aria-labelledby="offer">
      <h2 id="offer" className="h4">
        {t('desk.offer')}
      </h2>
      {places.length === 0 && services.length === 0 && <p>{t('desk.offerNone')}</p>}
      <ul>
        {places.map(({ id, name, address, comuneIstat }) => (
          <li key={id}>{`${name}: ${address}, ${nameOf(comuneIstat)}`}</li>
        ))}
      </ul>
      {services.length > 0 && (
        <div className="console-table" role="region" aria-label={t('desk.services')} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{t('desk.services')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('service.name')}</th>
                <th scope="col">{t('service.category')}</th>
                <th scope="col">{t('service.price')}</th>
                <th scope="col">{t('service.vatTreatment')}</th>
                <th scope="col">{t('letters.title')}</th>
              </tr>
            </thead>
            <tbody>
              {services.map((service) => (
                <tr key={service.id}>
                  <th scope="row">{service.name}</th>
                  <td>{categoryTraits[service.category].words[spoken()]}</td>
                  <td>
                    {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })}
                  </td>
                  <td>{t(`vat.${service.vatTreatment}`)}</td>
                  <td>
                    <LettersShown letters={service.taxLetters} />
                    {maySet && <LettersForm service={service} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
