import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import type { Text } from './version-content.ts';

/** The same words in both languages; those not written yet are empty. */
export function TextFields({
  label,
  value,
  errorAt,
  onChange,
}: {
  readonly label: string;
  readonly value: Text | undefined;
  readonly errorAt?: (language: 'it' | 'en') => string | undefined;
  readonly onChange: (value: Text) => void;
}) {
  const { t } = useTranslation('rules');
  return (['it', 'en'] as const).map((language) => (
    <Field key={language} label={t(`inLanguage.${language}`, { label })} error={errorAt?.(language)}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          lang={language}
          value={value?.[language] ?? ''}
          onChange={(event) =>
            onChange({ it: value?.it ?? '', en: value?.en ?? '', [language]: event.target.value })
          }
        />
      )}
    </Field>
  ));
}
