import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ReadStates } from './read-states.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';
import { useComuni } from './use-comuni.ts';

export interface ComuneValues {
  /** ISTAT code of one of the territory, or `elsewhere`. */
  readonly comune: string;
  readonly otherComune: string;
}

export const elsewhere = 'elsewhere';

/** A comune of the territory by its name; any other by its ISTAT code. */
export function ComuneField<Values extends FieldValues & ComuneValues>({
  form,
  formName,
  label,
}: {
  readonly form: UseFormReturn<Values>;
  readonly formName: string;
  readonly label: string;
}) {
  const { t } = useTranslation();
  const { items, reading } = useComuni();
  const chosen: unknown = form.watch('comune' as Path<Values>);
  if (!reading.data) return <ReadStates of={reading} />;
  const options = items.map(({ istatCode, name }) => ({ value: istatCode, label: name }));
  return (
    <>
      <SelectField
        form={form}
        formName={formName}
        name={'comune' as Path<Values>}
        label={label}
        wrong={t('comune.missing')}
        options={[...options, { value: elsewhere, label: t('comune.elsewhere') }]}
      />
      {chosen === elsewhere && (
        <TextField
          form={form}
          formName={formName}
          name={'otherComune' as Path<Values>}
          label={t('comune.code')}
          hint={t('comune.code.hint')}
          wrong={t('comune.code.wrong')}
          isRight={(typed) => /^\d{6}$/.test(typed.trim())}
          inputMode="numeric"
          maxLength={6}
        />
      )}
    </>
  );
}

export function comuneIn({ comune, otherComune }: ComuneValues): string {
  return comune === elsewhere ? otherComune.trim() : comune;
}

/** What the fields hold of a comune on record. */
export function comuneValues(
  istatCode: string | null,
  known: readonly { readonly istatCode: string }[],
): ComuneValues {
  if (!istatCode) return { comune: '', otherComune: '' };
  if (known.length === 0 || known.some((one) => one.istatCode === istatCode))
    return { comune: istatCode, otherComune: '' };
  return { comune: elsewhere, otherComune: istatCode };
}
