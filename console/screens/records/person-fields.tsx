import { useTranslation } from 'react-i18next';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ComuneField } from './comune-field.tsx';
import { LineField } from './line-field.tsx';

/** A person as they are typed; what is left empty is not known. */
export interface TypedPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly taxCode: string;
  readonly comuneIstat: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
  readonly channel: 'email' | 'pec' | 'post';
  readonly locale: 'it' | 'en';
}

export const nobody: TypedPerson = {
  givenName: '',
  familyName: '',
  birthDate: '',
  taxCode: '',
  comuneIstat: '',
  email: '',
  phone: '',
  address: '',
  channel: 'email',
  locale: 'it',
};

const typed = [
  ['givenName', 'text', false],
  ['familyName', 'text', false],
  ['birthDate', 'date', false],
  ['taxCode', 'text', true],
] as const;
const reach = [
  ['email', 'email', true],
  ['phone', 'tel', true],
  ['address', 'text', true],
] as const;

export function PersonFields({
  person,
  faults,
  onChange,
}: {
  readonly person: TypedPerson;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (person: TypedPerson) => void;
}) {
  const { t } = useTranslation('records');
  const line = ([name, type, optional]: (typeof typed | typeof reach)[number]) => (
    <LineField
      key={name}
      label={t(name)}
      type={type}
      optional={optional}
      error={faults.get(name)}
      value={person[name]}
      onChange={(value) => onChange({ ...person, [name]: value })}
    />
  );
  return (
    <>
      {typed.map((one) => line(one))}
      <ComuneField
        label={t('comune')}
        error={faults.get('comuneIstat')}
        value={person.comuneIstat}
        onChange={(comuneIstat) => onChange({ ...person, comuneIstat })}
      />
      {reach.map((one) => line(one))}
      <Choice
        legend={t('channel')}
        error={faults.get('channel')}
        options={(['email', 'pec', 'post'] as const).map((value) => ({
          value,
          label: t(`channel.${value}`),
        }))}
        chosen={person.channel}
        onChoose={(channel) => onChange({ ...person, channel: channel as TypedPerson['channel'] })}
      />
      <Field label={t('locale')}>
        {(control) => (
          <select
            {...control}
            value={person.locale}
            onChange={(event) => onChange({ ...person, locale: event.target.value as 'it' | 'en' })}
          >
            <option value="it">{t('locale.it')}</option>
            <option value="en">{t('locale.en')}</option>
          </select>
        )}
      </Field>
    </>
  );
}

/** As the service takes them: what is empty is not known. */
export function sentPerson(person: TypedPerson) {
  const { taxCode, email, phone, address, ...rest } = person;
  const known = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ...rest,
    taxCode: known(taxCode.replaceAll(' ', '').toUpperCase()),
    email: known(email),
    phone: known(phone),
    address: known(address),
  };
}
