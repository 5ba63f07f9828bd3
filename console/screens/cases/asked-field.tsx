import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { centsOf } from '../../words/cents.ts';
import { DocumentField } from './document-choice.tsx';
import type { FindingField, TypedForm } from './finding-fields.ts';
import type { OpenForm } from './use-item-write.ts';

/** One thing that a form asks, as its kind of answer is given. */
export function AskedField({
  field: { name, type, options, optional = false },
  open,
  form,
}: {
  readonly field: FindingField;
  readonly open: OpenForm;
  readonly form: TypedForm;
}) {
  const { t } = useTranslation('cases');
  const label = t(`field.${name}` as 'field.note');
  const at = { form, formName: 'finding', name, label, hint: useHint(name, open) };
  if (type === 'choice')
    return (
      <ChoiceField
        {...at}
        options={options!.map((one) => ({ value: one, label: t(`answer.${one}` as 'answer.yes') }))}
      />
    );
  if (type === 'document')
    return <DocumentField {...at} assessmentId={open.assessmentId} isOwn={open.isOwn === true} />;
  const isNoAmount = (typed: string) =>
    type === 'euro' && typed.trim() !== '' && centsOf(typed) === undefined;
  return (
    <TextField
      {...at}
      optional={optional}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'numeric' : type === 'euro' ? 'decimal' : undefined}
      faultOf={(typed) => (isNoAmount(typed) ? t('field.noAmount') : undefined)}
    />
  );
}

/** What helps with a field of this form, or wherever it is asked. */
function useHint(name: string, { kind, isOwn }: OpenForm): string | undefined {
  const { t, i18n } = useTranslation('cases');
  const keys = [
    ...(isOwn === true ? [`field.${name}.hint.${kind}.own`] : []),
    `field.${name}.hint.${kind}`,
    `field.${name}.hint`,
  ];
  const key = keys.find((one) => i18n.exists(`cases:${one}`));
  return key && t(key as 'field.note.hint');
}
