import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import { romeToday } from '../../words/format.ts';
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
        <ChecksField
          form={form}
          formName={formName}
          name="placeIds"
          label={t('service.placeIds')}
          wrong={t('service.placeIds.wrong')}
          options={open.map((place) => ({ value: place.id, label: place.name }))}
        />
        <button type="submit" className="btn btn-outline-primary" disabled={move.isPending}>
          {t('offer.move.send')}
        </button>
      </Form>
    </details>
  );
}
