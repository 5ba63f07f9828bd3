import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Answer, Call } from '../../client/call.ts';
import { CheckField } from '../../parts/check-field.tsx';
import { ChecksField } from '../../parts/checks-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useVatNumberFault } from '../../parts/use-vat-number-fault.ts';
import { bare } from '../../words/bare.ts';
import { ComuneField } from './comune-field.tsx';
import { iban as grouped } from '../../words/format.ts';

export type Organisation = Answer<'getOrganisation'>;
type Role = Organisation['roles'][number];

export const organisationRoles: readonly Role[] = [
  'employer',
  'provider',
  'localBody',
  'school',
  'union',
  'association',
];

export interface TypedOrganisation {
  readonly name: string;
  readonly roles: Role[];
  readonly comuneIstat: string;
  readonly vatNumber: string;
  readonly hasOnlyTaxCode: boolean;
  readonly legalForm: string;
  readonly email: string;
  readonly iban: string;
  readonly adherentFrom: string;
  readonly adherentUntil: string;
}

export function typedOrganisation(one?: Organisation): TypedOrganisation {
  return {
    name: one?.name ?? '',
    roles: [...(one?.roles ?? [])],
    comuneIstat: one?.comuneIstat ?? '',
    vatNumber: one?.vatNumber ?? '',
    hasOnlyTaxCode: one?.hasVatNumber === false,
    legalForm: one?.legalForm ?? '',
    email: one?.email ?? '',
    iban: grouped(one?.iban ?? ''),
    adherentFrom: one?.adherentFrom ?? '',
    adherentUntil: one?.adherentUntil ?? '',
  };
}

/** As the service takes it: what is empty is not known. */
export function sentOrganisation(typed: TypedOrganisation): Call<'createOrganisation'>['body'] {
  const { name, roles, comuneIstat, hasOnlyTaxCode, ...rest } = typed;
  const known = Object.fromEntries(
    Object.entries(rest).map(([field, text]) => [
      field,
      text.trim() === '' ? null : compact(field, text.trim()),
    ]),
  );
  return { name, roles, comuneIstat, hasVatNumber: !hasOnlyTaxCode, ...known };
}

/** Numbers are printed in groups and kept without. */
function compact(field: string, text: string): string {
  return field === 'iban' || field === 'vatNumber' ? bare(text) : text;
}

export function OrganisationFields({
  form,
  formName,
}: {
  readonly form: UseFormReturn<TypedOrganisation>;
  readonly formName: string;
}) {
  const { t } = useTranslation('records');
  const vatNumberFault = useVatNumberFault();
  const at = { form, formName };
  const line = (name: Exclude<keyof TypedOrganisation, 'roles' | 'hasOnlyTaxCode'>) => ({
    ...at,
    name,
    label: t(`organisation.${name as 'name'}`),
    optional: name !== 'name',
  });
  return (
    <>
      <TextField {...line('name')} wrong={t('wrong.name')} />
      <ChecksField
        {...at}
        name="roles"
        label={t('organisations.role')}
        options={organisationRoles.map((role) => ({ value: role, label: t(`organisationRole.${role}`) }))}
      />
      <ComuneField {...at} name="comuneIstat" wrong={t('wrong.comuneIstat')} />
      <TextField {...line('vatNumber')} wrong={t('wrong.vatNumber')} faultOf={vatNumberFault} />
      <CheckField {...at} name="hasOnlyTaxCode" label={t('organisation.hasOnlyTaxCode')} />
      <TextField {...line('legalForm')} />
      <TextField {...line('email')} type="email" wrong={t('wrong.email')} />
      <TextField {...line('iban')} wrong={t('wrong.iban')} />
      <TextField {...line('adherentFrom')} type="date" />
      <TextField {...line('adherentUntil')} type="date" />
    </>
  );
}
