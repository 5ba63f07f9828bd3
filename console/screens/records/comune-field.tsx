import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

/** A comune of the territory by its name; one outside it by its ISTAT code, which is kept as it is. */
export function ComuneField({
  label,
  error,
  isOptional = false,
  value,
  onChange,
}: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  readonly value: string;
  readonly onChange: (istatCode: string) => void;
}) {
  const { t } = useTranslation('records');
  const { items, reading } = useComuni();
  const isElsewhere = value !== '' && items.length > 0 && !items.some(({ istatCode }) => istatCode === value);
  if (reading.error) return <ReadStates of={reading} />;
  return (
    <Field label={label} error={error} optional={isOptional}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t(isOptional ? 'comune.any' : 'choose')}</option>
          {isElsewhere && <option value={value}>{t('comune.elsewhere', { code: value })}</option>}
          {items.map(({ istatCode, name }) => (
            <option key={istatCode} value={istatCode}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
