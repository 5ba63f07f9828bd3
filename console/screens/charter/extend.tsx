import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { Signing } from './signing.tsx';

/** More time to sign: the reminders that are still to come move along. */
export function Extend({ signing: { id, dueOn } }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const form = useForm({ defaultValues: { dueOn: '' }, shouldFocusError: false });
  const extend = useWrite('extendDeadline', () => form.reset());
  return (
    <section className="mt-4 console-form" aria-labelledby="extend">
      <h2 id="extend" className="h4">
        {t('extend.title')}
      </h2>
      <p role="status">{extend.isSuccess ? t('extend.done') : ''}</p>
      <Form
        name="extend"
        form={form}
        problem={extend.error}
        onSend={(body) => extend.mutate({ params: { signingId: id }, body })}
      >
        <TextField
          form={form}
          formName="extend"
          name="dueOn"
          type="date"
          label={t('extend.dueOn')}
          wrong={t('extend.wrong')}
          isRight={(typed) => typed > dueOn}
        />
        <button type="submit" className="btn btn-outline-primary" disabled={extend.isPending}>
          {t('extend.send')}
        </button>
      </Form>
    </section>
  );
}
