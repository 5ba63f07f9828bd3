import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { categoryTraits } from '../../../domain/provider-service.ts';
import { money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { ListActions } from './list-actions.tsx';
import { Saved } from './saved.tsx';
import { ServiceForm, type ServiceSaid } from './service-form.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite } from './use-step-write.ts';

/** The services said so far, and one more: each is kept as soon as it is sent. */
export function ServicesStep({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const [edited, setEdited] = useState<string>();
  const [onDone, setDone] = useState<() => void>(() => () => {});
  const write = useStepWrite(application, () => {
    onDone();
    setEdited(undefined);
  });
  const { services, places } = application;
  const say = (next: readonly (ServiceSaid & { readonly id?: string })[]) =>
    write.say({ step: 'services', services: [...next] });
  const one = services.find(({ id }) => id === edited);
  if (places.length === 0)
    return (
      <p>
        {t('services.placesFirst')} <Link to="/application/places">{t('services.toPlaces')}</Link>
      </p>
    );
  return (
    <>
      {services.length === 0 && <p>{t('services.none')}</p>}
      <ul className="console-rows">
        {services.map((service) => (
          <li key={service.id}>
            <strong>{service.name}</strong>
            <p className="mb-2">
              {categoryTraits[service.category].words[spoken()]} ·{' '}
              {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })} ·{' '}
              {t(`vat.${service.vatTreatment}`)}
            </p>
            <ListActions
              name={service.name}
              isBusy={write.isPending}
              onChange={() => setEdited(service.id)}
              onRemove={
                services.length > 1 ? () => say(services.filter(({ id }) => id !== service.id)) : undefined
              }
            />
          </li>
        ))}
      </ul>
      <h2 className="h5 mt-4">{one ? t('service.change', { name: one.name }) : t('service.new')}</h2>
      <ServiceForm
        key={edited ?? 'new'}
        name={`service-${edited ?? 'new'}`}
        service={one}
        places={places}
        error={write.error}
        isBusy={write.isPending}
        send={t(one ? 'service.save' : 'service.add')}
        onSend={(service, sent) => {
          setDone(() => sent);
          say(
            one
              ? services.map((old) => (old.id === one.id ? { ...service, id: one.id } : old))
              : [...services, service],
          );
        }}
      />
      <Saved isSaved={write.isSuccess} />
      {one && (
        <button type="button" className="btn btn-outline-primary mt-3" onClick={() => setEdited(undefined)}>
          {t('list.leave')}
        </button>
      )}
    </>
  );
}
