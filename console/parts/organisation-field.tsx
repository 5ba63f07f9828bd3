import { useTranslation } from 'react-i18next';
import type { Call } from '../client/call.ts';
import { useList } from '../client/use-read.ts';
import { Field } from './field.tsx';

type OrganisationRole = NonNullable<NonNullable<Call<'listOrganisations'>['query']>['role']>;

/** The organisations that have a role in the alliance, by name. */
export function useOrganisations(role: OrganisationRole) {
  const organisations = useList('listOrganisations', { query: { role, limit: 200 } });
  const byName = organisations.items?.toSorted((one, other) => one.name.localeCompare(other.name)) ?? [];
  return byName.map(({ id, name }) => ({ value: id, label: name }));
}

/** One of them. */
export function OrganisationField({
  id,
  role,
  label,
  none,
  error,
  chosen,
  onChoose,
}: {
  readonly id?: string;
  readonly role: OrganisationRole;
  readonly label: string;
  /** What not choosing means, where one need not choose. */
  readonly none?: string;
  readonly error?: string | undefined;
  readonly chosen: string;
  readonly onChoose: (organisationId: string) => void;
}) {
  const { t } = useTranslation();
  const organisations = useOrganisations(role);
  return (
    <Field {...(id === undefined ? {} : { id })} label={label} error={error}>
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{none ?? t('choose')}</option>
          {organisations.map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
