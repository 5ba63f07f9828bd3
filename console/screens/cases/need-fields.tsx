import { useTranslation } from 'react-i18next';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useProviders } from '../../parts/organisation-field.tsx';
import { faultsOf, services, units, type TypedNeed } from './draft.ts';
import type { KnownPerson } from './household-people.ts';
import { PriceList } from './price-list.tsx';

/** One need: what, for whom, from whom, how much and at what price. */
export function NeedFields({
  id,
  need,
  people,
  isAsked,
  onChange,
}: {
  /** Its fields' ids begin with it. */
  readonly id: string;
  readonly need: TypedNeed;
  readonly people: readonly KnownPerson[];
  readonly isAsked: boolean;
  readonly onChange: (next: TypedNeed) => void;
}) {
  const { t } = useTranslation('cases');
  const providers = useProviders();
  const faults = new Map(isAsked ? faultsOf(need) : []);
  const wrong = (field: keyof TypedNeed) => {
    const fault = faults.get(field);
    if (fault === 'missing') return t('field.missing', { ns: 'frame' });
    return fault && t(`need.${fault}`);
  };
  const set = (field: keyof TypedNeed) => (value: string) => onChange({ ...need, [field]: value });
  return (
    <>
      <Text
        id={`${id}-description`}
        label={t('need.description')}
        hint={t('need.description.hint')}
        error={wrong('description')}
        value={need.description}
        onType={set('description')}
      />
      <Choice
        id={`${id}-service`}
        legend={t('need.service')}
        error={wrong('service')}
        options={services.map((value) => ({ value, label: t(`service.${value}`) }))}
        chosen={need.service}
        onChoose={set('service')}
      />
      <Select
        id={`${id}-forPersonId`}
        label={t('need.forPersonId')}
        error={wrong('forPersonId')}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={need.forPersonId}
        onChoose={set('forPersonId')}
      />
      {need.service === 'forMinor' && (
        <Choice
          id={`${id}-parentsApart`}
          legend={t('need.parentsApart')}
          hint={t('need.parentsApart.hint')}
          error={wrong('parentsApart')}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
          chosen={need.parentsApart}
          onChoose={set('parentsApart')}
        />
      )}
      <Select
        id={`${id}-providerId`}
        label={t('need.providerId')}
        error={wrong('providerId')}
        options={providers}
        chosen={need.providerId}
        onChoose={set('providerId')}
      />
      {need.providerId && (
        <PriceList
          providerId={need.providerId}
          onChoose={(unit, price) => onChange({ ...need, unit, price })}
        />
      )}
      <Select
        id={`${id}-unit`}
        label={t('need.unit')}
        error={wrong('unit')}
        options={units.map((value) => ({ value, label: t(`unitName.${value}`) }))}
        chosen={need.unit}
        onChoose={set('unit')}
      />
      <Text
        id={`${id}-units`}
        label={t('need.units')}
        error={wrong('units')}
        value={need.units}
        onType={set('units')}
        mode="numeric"
      />
      <Text
        id={`${id}-price`}
        label={t('need.price')}
        hint={t('need.price.hint')}
        error={wrong('price')}
        value={need.price}
        onType={set('price')}
        mode="decimal"
      />
      <Text
        id={`${id}-coveredUnits`}
        label={t('need.coveredUnits')}
        hint={t('need.coveredUnits.hint')}
        error={wrong('coveredUnits')}
        value={need.coveredUnits}
        onType={set('coveredUnits')}
        mode="numeric"
        optional
      />
    </>
  );
}

interface Labelled {
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

function Text({
  value,
  onType,
  mode = 'text',
  ...labelled
}: Labelled & {
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly mode?: 'text' | 'numeric' | 'decimal';
}) {
  return (
    <Field {...labelled}>
      {(control) => (
        <input {...control} inputMode={mode} value={value} onChange={(event) => onType(event.target.value)} />
      )}
    </Field>
  );
}

function Select({
  options,
  chosen,
  onChoose,
  ...labelled
}: Labelled & {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <Field {...labelled}>
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{t('choose')}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
