import { useTranslation } from 'react-i18next';
import type { Answer, Call } from '../../client/call.ts';
import { ComuneField } from './comune-field.tsx';
import { LineField } from './line-field.tsx';

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
  readonly roles: readonly Role[];
  readonly comuneIstat: string;
  readonly vatNumber: string;
  readonly legalForm: string;
  readonly email: string;
  readonly iban: string;
  readonly adherentFrom: string;
  readonly adherentUntil: string;
}

export function typedOrganisation(one?: Organisation): TypedOrganisation {
  return {
    name: one?.name ?? '',
    roles: one?.roles ?? [],
    comuneIstat: one?.comuneIstat ?? '',
    vatNumber: one?.vatNumber ?? '',
    legalForm: one?.legalForm ?? '',
    email: one?.email ?? '',
    iban: one?.iban ?? '',
    adherentFrom: one?.adherentFrom ?? '',
    adherentUntil: one?.adherentUntil ?? '',
  };
}

/** As the service takes it: what is empty is not known. */
export function sentOrganisation(typed: TypedOrganisation): Call<'createOrganisation'>['body'] {
  const { name, roles, comuneIstat, ...rest } = typed;
  const known = Object.fromEntries(
    Object.entries(rest).map(([field, text]) => [
      field,
      text.trim() === '' ? null : compact(field, text.trim()),
    ]),
  );
  return { name, roles: [...roles], comuneIstat, ...known };
}

/** Numbers are printed in groups and kept without. */
function compact(field: string, text: string): string {
  return field === 'iban' || field === 'vatNumber' ? text.replaceAll(' ', '').toUpperCase() : text;
}

const before = ['vatNumber', 'legalForm'] as const;
const after = ['email', 'iban'] as const;
const days = ['adherentFrom', 'adherentUntil'] as const;

export function OrganisationFields({
  typed,
  faults,
  onChange,
}: {
  readonly typed: TypedOrganisation;
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (typed: TypedOrganisation) => void;
}) {
  const { t } = useTranslation('records');
  const line = (
    name: Exclude<keyof TypedOrganisation, 'roles' | 'comuneIstat'>,
    type: 'text' | 'date' | 'email' = 'text',
  ) => (
    <LineField
      key={name}
      label={t(`organisation.${name}`)}
      type={type}
      optional={name !== 'name'}
      error={faults.get(name)}
      value={typed[name]}
      onChange={(value) => onChange({ ...typed, [name]: value })}
    />
  );
  return (
    <>
      {line('name')}
      <fieldset className="console-field">
        <legend>{t('organisations.role')}</legend>
        {faults.has('roles') && <p className="console-error">{faults.get('roles')}</p>}
        {organisationRoles.map((role) => (
          <label key={role} className="console-option">
            <input
              type="checkbox"
              checked={typed.roles.includes(role)}
              onChange={(event) =>
                onChange({
                  ...typed,
                  roles: event.target.checked
                    ? [...typed.roles, role]
                    : typed.roles.filter((held) => held !== role),
                })
              }
            />
            <span>{t(`organisationRole.${role}`)}</span>
          </label>
        ))}
      </fieldset>
      <ComuneField
        label={t('comune')}
        error={faults.get('comuneIstat')}
        value={typed.comuneIstat}
        onChange={(comuneIstat) => onChange({ ...typed, comuneIstat })}
      />
      {before.map((name) => line(name))}
      {after.map((name) => line(name, name === 'email' ? 'email' : 'text'))}
      {days.map((name) => line(name, 'date'))}
    </>
  );
}
