import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { messageOf } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import { CheckList } from '../provider/check-list.tsx';
import { Saved } from '../provider/saved.tsx';
import type { Offer } from './offer.tsx';

/** At which of the open places a service is offered, from today on. */
export function ServicePlaces({
  service: { id, name, placeIds },
  places,
}: {
  readonly service: Offer['services'][number];
  readonly places: Offer['places'];
}) {
  const { t } = useTranslation('provider');
  const form = useForm({ defaultValues: { placeIds: [...placeIds] }, shouldFocusError: false });
  const move = useWrite('placeService');
  const open = places.filter(({ closedOn }) => closedOn === null || closedOn > romeToday());
  const formName = `at-${id}`;
  if (open.length < 2) return null;
  return (
    <details>
      <summary className="py-1" aria-label={`${t('offer.move')}: ${name}`}>
        {t('offer.move')}
      </summary>
      <Saved isSaved={move.isSuccess} />
      <Form
        name={formName}
        form={form}
        problem={move.error}
        onSend={(body) => move.mutate({ params: { serviceId: id }, body })}
      >
        <CheckList
          id={`${formName}-placeIds`}
          legend={t('service.placeIds')}
          error={messageOf(form, 'placeIds')}
          options={open.map((place) => ({ value: place.id, label: place.name }))}
          register={form.register('placeIds', {
            validate: (chosen) => chosen.length > 0 || t('service.placeIds.wrong'),
          })}
        />
        <button type="submit" className="btn btn-outline-primary" disabled={move.isPending}>
          {t('offer.move.send')}
        </button>
      </Form>
    </details>
  );
}
