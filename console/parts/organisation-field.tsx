import { useTranslation } from 'react-i18next';
import type { Call } from '../client/call.ts';
import { useList } from '../client/use-read.ts';
import { Field } from './field.tsx';

/** One of the organisations that have a role in the alliance. */
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
  readonly role: NonNullable<NonNullable<Call<'listOrganisations'>['query']>['role']>;
  readonly label: string;
  /** What not choosing means, where one need not choose. */
  readonly none?: string;
  readonly error?: string | undefined;
  readonly chosen: string;
  readonly onChoose: (organisationId: string) => void;
}) {
  const { t } = useTranslation();
  const organisations = useList('listOrganisations', { query: { role, limit: 200 } });
  const byName = organisations.items?.toSorted((one, other) => one.name.localeCompare(other.name)) ?? [];
  return (
    <Field {...(id === undefined ? {} : { id })} label={label} error={error}>
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{none ?? t('choose')}</option>
          {byName.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
