import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Field } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { bare } from '../../words/bare.ts';
import { ComuneField } from './comune-field.tsx';

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

const channels = ['email', 'pec', 'post'] as const;

/** What is missing the service says: of a record that is corrected only what was changed is sent. */
export function PersonFields({
  form,
  formName,
}: {
  readonly form: UseFormReturn<TypedPerson>;
  readonly formName: string;
}) {
  const { t } = useTranslation('records');
  const line = (
    name: 'givenName' | 'familyName' | 'birthDate' | 'taxCode' | 'email' | 'phone' | 'address',
  ) => ({
    form,
    formName,
    name,
    label: t(name),
    isRight: () => true,
  });
  return (
    <>
      <TextField {...line('givenName')} wrong={t('wrong.givenName')} />
      <TextField {...line('familyName')} wrong={t('wrong.familyName')} />
      <TextField {...line('birthDate')} type="date" wrong={t('wrong.birthDate')} />
      <TextField {...line('taxCode')} optional wrong={t('wrong.taxCode')} />
      <ComuneField
        form={form}
        formName={formName}
        name="comuneIstat"
        wrong={t('wrong.comuneIstat')}
        isRight={() => true}
      />
      <TextField {...line('email')} type="email" optional wrong={t('wrong.email')} />
      <TextField {...line('phone')} type="tel" optional />
      <TextField {...line('address')} optional />
      <ChoiceField
        form={form}
        formName={formName}
        name="channel"
        label={t('channel')}
        options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <Field id={`${formName}-locale`} label={t('locale')}>
        {(control) => (
          <select {...control} {...form.register('locale')}>
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
    taxCode: known(bare(taxCode)),
    email: known(email),
    phone: known(phone),
    address: known(address),
  };
}
