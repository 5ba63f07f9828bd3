import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { messageOf } from '../../parts/text-field.tsx';

/** One file and one button: what is wrong with the file is told in sentences that say what to do. */
export function UploadSigned({
  name,
  label,
  hint,
  accept,
  send,
  error,
  isBusy,
  onSend,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly send: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSend: (file: File) => void;
}) {
  const { t } = useTranslation('provider');
  const [file, setFile] = useState<File>();
  const form = useForm({ defaultValues: { file: '' }, shouldFocusError: false });
  return (
    <Form name={name} form={form} problem={error} onSend={() => file && onSend(file)}>
      <Field id={`${name}-file`} label={label} hint={hint} error={messageOf(form, 'file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept={accept}
            {...form.register('file', { validate: () => file !== undefined || t('paper.file.missing') })}
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={isBusy}>
        {send}
      </button>
    </Form>
  );
}
