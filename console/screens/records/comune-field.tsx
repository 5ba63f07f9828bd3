import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import type { FormField } from '../../parts/text-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

/** The comuni of the territory by name; one outside it by its ISTAT code, which is kept as it is. */
function useComuneOptions(chosen: string) {
  const { t } = useTranslation('records');
  const { items, reading } = useComuni();
  const isElsewhere =
    chosen !== '' && items.length > 0 && !items.some(({ istatCode }) => istatCode === chosen);
  const options = items.map(({ istatCode, name }) => ({ value: istatCode, label: name }));
  const elsewhere = { value: chosen, label: t('comune.elsewhere', { code: chosen }) };
  return { options: isElsewhere ? [elsewhere, ...options] : options, reading };
}

/** A comune that narrows a list. */
export function ComuneFilter({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (istatCode: string) => void;
}) {
  const { t } = useTranslation('records');
  const { options, reading } = useComuneOptions(value);
  if (!reading.data) return <ReadStates of={reading} />;
  return (
    <Field label={label} optional>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('comune.any')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A comune in a form. */
export function ComuneField<Values extends FieldValues>({
  optional = false,
  ...field
}: Omit<FormField<Values>, 'label'> & { readonly isRight?: (chosen: string) => boolean }) {
  const { t } = useTranslation('records');
  const { options, reading } = useComuneOptions(field.form.watch(field.name));
  if (!reading.data) return <ReadStates of={reading} />;
  return (
    <SelectField
      {...field}
      label={t('comune')}
      optional={optional}
      {...(optional ? { none: t('comune.any') } : {})}
      options={options}
    />
  );
}
