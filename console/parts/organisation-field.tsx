import { useTranslation } from 'react-i18next';
import type { Call } from '../client/call.ts';
import { useWholeList } from '../client/use-whole-list.ts';
import { Field } from './field.tsx';
import { useComuni } from './use-comuni.ts';

type OrganisationRole = NonNullable<NonNullable<Call<'listOrganisations'>['query']>['role']>;

/** The organisations that have a role in the alliance, by name. */
export function useOrganisations(role: OrganisationRole) {
  return useByName(role).map(({ id, name }) => ({ value: id, label: name }));
}

/** Providers, by name; of one among forty the comune helps to know which it is. */
export function useProviders() {
  const { nameOf } = useComuni();
  return useByName('provider').map(({ id, name, comuneIstat }) => ({
    value: id,
    label: comuneIstat ? `${name}, ${nameOf(comuneIstat)}` : name,
  }));
}

function useByName(role: OrganisationRole) {
  const organisations = useWholeList('listOrganisations', { query: { role, limit: 200 } });
  return organisations.items?.toSorted((one, other) => one.name.localeCompare(other.name)) ?? [];
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
