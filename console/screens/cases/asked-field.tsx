import { useTranslation } from 'react-i18next';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { DocumentSelect } from './document-choice.tsx';
import type { FindingField } from './finding-fields.ts';
import type { OpenForm } from './use-item-write.ts';

/** One thing that a form asks, as its kind of answer is given. */
export function AskedField({
  field,
  open,
  value,
  wrong,
  onType,
}: {
  readonly field: FindingField;
  readonly open: OpenForm;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onType: (value: string) => void;
}) {
  const { t } = useTranslation('cases');
  const { name, type, options, optional = false } = field;
  const label = t(`field.${name}` as 'field.note');
  const hint = useHint(name, open.kind);
  if (type === 'choice')
    return (
      <Choice
        id={name}
        legend={label}
        hint={hint}
        error={wrong}
        options={options!.map((one) => ({ value: one, label: t(`answer.${one}` as 'answer.yes') }))}
        chosen={value}
        onChoose={onType}
      />
    );
  if (type === 'document')
    return (
      <DocumentSelect
        id={name}
        assessmentId={open.assessmentId}
        isOwn={open.isOwn === true}
        label={label}
        error={wrong}
        chosen={value}
        onChoose={onType}
      />
    );
  return (
    <Field id={name} label={label} hint={hint} error={wrong} optional={optional}>
      {(control) => (
        <input
          {...control}
          type={type === 'date' ? 'date' : 'text'}
          inputMode={type === 'number' ? 'numeric' : type === 'euro' ? 'decimal' : undefined}
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What helps with a field of this form, or wherever it is asked. */
function useHint(name: string, kind: string): string | undefined {
  const { t, i18n } = useTranslation('cases');
  const keys = [`field.${name}.hint.${kind}`, `field.${name}.hint`];
  const key = keys.find((one) => i18n.exists(`cases:${one}`));
  return key && t(key as 'field.note.hint');
}
