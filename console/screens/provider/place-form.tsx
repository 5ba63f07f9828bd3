import { useTranslation } from 'react-i18next';
import { ComuneField, comuneIn, comuneValues, elsewhere } from '../../parts/comune-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';

export interface PlaceSaid {
  readonly name: string;
  readonly comuneIstat: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A place where one works; outside the territory it says where it is on the map, too. */
export function PlaceForm({
  name,
  place,
  error,
  isBusy,
  onSend,
}: {
  /** What is being written, told apart from what else is. */
  readonly name: string;
  readonly place?: PlaceSaid | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSend: (place: PlaceSaid, sent: () => void) => void;
}) {
  const { t } = useTranslation('provider');
  const { items } = useComuni();
  const [form, { clear }] = useKeptForm(name, {
    name: place?.name ?? '',
    address: place?.address ?? '',
    ...comuneValues(place?.comuneIstat ?? null, items),
    latitude: place?.latitude?.toString() ?? '',
    longitude: place?.longitude?.toString() ?? '',
  });
  useFaults(form, error, (where, message) => {
    const field = (['latitude', 'longitude', 'name', 'address'] as const).find((one) => where.endsWith(one));
    if (field) return { field, words: t('place.fault', { message }) };
    return where.endsWith('comuneIstat')
      ? { field: 'otherComune', words: t('place.comune.wrong') }
      : undefined;
  });
  const isFar = form.watch('comune') === elsewhere;
  const about = (field: 'name' | 'address' | 'latitude' | 'longitude') => ({
    form,
    formName: name,
    name: field,
    label: t(`place.${field}`),
    wrong: t(`place.${field}.wrong`),
  });
  const isDegrees = (typed: string) => Number.isFinite(degrees(typed));
  return (
    <Form
      name={name}
      form={form}
      problem={error}
      onSend={(values) =>
        onSend(
          {
            name: values.name.trim(),
            address: values.address.trim(),
            comuneIstat: comuneIn(values),
            latitude: isFar ? degrees(values.latitude) : null,
            longitude: isFar ? degrees(values.longitude) : null,
          },
          clear,
        )
      }
    >
      <div className="console-form">
        <TextField {...about('name')} hint={t('place.name.hint')} maxLength={200} />
        <ComuneField form={form} formName={name} label={t('place.comune')} />
        <TextField {...about('address')} maxLength={300} />
        {isFar && <TextField {...about('latitude')} hint={t('place.latitude.hint')} isRight={isDegrees} />}
        {isFar && <TextField {...about('longitude')} isRight={isDegrees} />}
        <button type="submit" className="btn btn-primary" disabled={isBusy}>
          {t(place ? 'place.save' : 'place.add')}
        </button>
      </div>
    </Form>
  );
}

function degrees(typed: string): number {
  return typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'));
}
