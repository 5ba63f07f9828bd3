import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useComuni } from '../../parts/use-comuni.ts';
import { ListActions } from './list-actions.tsx';
import { PlaceForm, type PlaceSaid } from './place-form.tsx';
import { Saved } from './saved.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite } from './use-step-write.ts';

/** The places said so far, and one more: each is kept as soon as it is sent. */
export function PlacesStep({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { nameOf } = useComuni();
  const [edited, setEdited] = useState<string>();
  const [onDone, setDone] = useState<() => void>(() => () => {});
  const write = useStepWrite(application, () => {
    onDone();
    setEdited(undefined);
  });
  const { places } = application;
  const say = (next: readonly (PlaceSaid & { readonly id?: string })[]) =>
    write.say({ step: 'places', places: [...next] });
  const one = places.find(({ id }) => id === edited);
  return (
    <>
      {places.length === 0 && <p>{t('places.none')}</p>}
      <ul className="console-rows">
        {places.map((place) => (
          <li key={place.id}>
            <strong>{place.name}</strong>
            <p className="mb-2">{`${place.address}, ${nameOf(place.comuneIstat)}`}</p>
            <ListActions
              name={place.name}
              isBusy={write.isPending}
              onChange={() => setEdited(place.id)}
              onRemove={places.length > 1 ? () => say(places.filter(({ id }) => id !== place.id)) : undefined}
            />
          </li>
        ))}
      </ul>
      <h2 className="h5 mt-4">{one ? t('place.change', { name: one.name }) : t('place.new')}</h2>
      <PlaceForm
        key={edited ?? 'new'}
        name={`place-${edited ?? 'new'}`}
        place={one}
        error={write.error}
        isBusy={write.isPending}
        onSend={(place, sent) => {
          setDone(() => sent);
          say(
            one
              ? places.map((old) => (old.id === one.id ? { ...place, id: one.id } : old))
              : [...places, place],
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
