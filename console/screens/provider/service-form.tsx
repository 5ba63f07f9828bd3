import { useTranslation } from 'react-i18next';
import {
  categoryTraits,
  serviceCategories,
  serviceUnits,
  taxLetters,
  vatTreatments,
} from '../../../domain/provider-service.ts';
import type { Call } from '../../client/call.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { spoken } from '../../words/words.ts';

export type ServiceSaid = Call<'proposeService'>['body'];

interface PlaceNamed {
  readonly id: string;
  readonly name: string;
}

/** A service: what it is, its price, how tax falls on it, where it is offered. */
export function ServiceForm({
  name,
  service,
  places,
  error,
  isBusy,
  send,
  onSend,
}: {
  readonly name: string;
  readonly service?: ServiceSaid | undefined;
  readonly places: readonly PlaceNamed[];
  readonly error: unknown;
  readonly isBusy: boolean;
  /** What the button says. */
  readonly send: string;
  readonly onSend: (service: ServiceSaid, sent: () => void) => void;
}) {
  const { t } = useTranslation('provider');
  const [form, { clear }] = useKeptForm(name, valuesOf(service, places));
  useFaults(form, error, (where) => {
    const field = fields.find(
      (one) => where.endsWith(one) || (one === 'price' && where.endsWith('unitPriceCents')),
    );
    return field && { field, words: t(`service.${field}.wrong`) };
  });
  const about = <Name extends (typeof fields)[number]>(field: Name) => ({
    form,
    formName: name,
    name: field,
    label: t(`service.${field as 'name'}`),
    wrong: t(`service.${field as 'name'}.wrong`),
  });
  const counted = (field: 'minutes' | 'sessions' | 'capacity') => (
    <TextField
      {...about(field)}
      optional
      inputMode="numeric"
      isRight={(typed) => /^[1-9]\d{0,4}$/.test(typed.trim())}
    />
  );
  return (
    <Form name={name} form={form} problem={error} onSend={(values) => onSend(serviceIn(values), clear)}>
      <div className="console-form">
        <SelectField
          {...about('category')}
          options={serviceCategories.map((value) => ({
            value,
            label: categoryTraits[value].words[spoken()],
          }))}
        />
        <TextField {...about('name')} maxLength={200} />
        <SelectField
          {...about('unit')}
          options={serviceUnits.map((value) => ({ value, label: t(`unit.${value}`) }))}
        />
        <TextField
          {...about('price')}
          hint={t('service.price.hint')}
          inputMode="decimal"
          isRight={(typed) => (centsOf(typed) ?? 0) > 0}
        />
        <SelectField
          {...about('vatTreatment')}
          options={vatTreatments.map((value) => ({ value, label: t(`vat.${value}`) }))}
        />
        <ChecksField
          {...about('taxLetters')}
          hint={t('service.taxLetters.hint')}
          mayBeNone
          options={taxLetters.map((value) => ({ value, label: t(`letter.${value}`) }))}
        />
        <ChecksField
          {...about('placeIds')}
          options={places.map((place) => ({ value: place.id, label: place.name }))}
        />
        {counted('minutes')}
        {counted('sessions')}
        {counted('capacity')}
        <button type="submit" className="btn btn-primary" disabled={isBusy}>
          {send}
        </button>
      </div>
    </Form>
  );
}

const fields = [
  'category',
  'name',
  'unit',
  'price',
  'vatTreatment',
  'taxLetters',
  'placeIds',
  'minutes',
  'sessions',
  'capacity',
] as const;

function valuesOf(service: ServiceSaid | undefined, places: readonly PlaceNamed[]) {
  return {
    category: service?.category ?? ('' as const),
    name: service?.name ?? '',
    unit: service?.unit ?? ('' as const),
    price: service ? (service.unitPriceCents / 100).toFixed(2).replace('.', ',') : '',
    vatTreatment: service?.vatTreatment ?? ('' as const),
    taxLetters: [...(service?.taxLetters ?? [])] as string[],
    placeIds: [...(service?.placeIds ?? (places.length === 1 ? [places[0]!.id] : []))],
    minutes: service?.minutes?.toString() ?? '',
    sessions: service?.sessions?.toString() ?? '',
    capacity: service?.capacity?.toString() ?? '',
  };
}

function serviceIn({
  price,
  minutes,
  sessions,
  capacity,
  ...rest
}: ReturnType<typeof valuesOf>): ServiceSaid {
  const whole = (typed: string) => (typed.trim() === '' ? null : Number(typed));
  return {
    ...rest,
    category: rest.category as ServiceSaid['category'],
    unit: rest.unit as ServiceSaid['unit'],
    vatTreatment: rest.vatTreatment as ServiceSaid['vatTreatment'],
    taxLetters: rest.taxLetters as ServiceSaid['taxLetters'],
    name: rest.name.trim(),
    unitPriceCents: centsOf(price) ?? 0,
    minutes: whole(minutes),
    sessions: whole(sessions),
    capacity: whole(capacity),
  };
}
