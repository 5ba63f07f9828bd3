import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { Form } from '../../parts/form.tsx';
import { OrganisationFields, sentOrganisation, type TypedOrganisation } from './organisation-fields.tsx';

/** An organisation as it is typed. */
export function OrganisationForm({
  form,
  write: { error, isPending },
  onSend,
  onCancel,
}: {
  readonly form: UseFormReturn<TypedOrganisation>;
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onSend: (body: Call<'createOrganisation'>['body']) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('records');
  return (
    <Form
      name="organisation"
      form={form}
      problem={error}
      className="console-form"
      onSend={(typed) => onSend(sentOrganisation(typed))}
    >
      <OrganisationFields form={form} formName="organisation" />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={isPending}>
          {t(isPending ? 'sending' : 'save')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onCancel}>
          {t('notNow')}
        </button>
      </div>
    </Form>
  );
}
