import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { Saved } from '../provider/saved.tsx';
import type { Offer } from './offer.tsx';

/** How many hours before its moment a booking is cancelled at the latest; whoever booked before keeps theirs. */
export function CancellationTerms({
  service: { id, name, cancellationHours },
}: {
  readonly service: Offer['services'][number];
}) {
  const { t } = useTranslation('provider');
  const form = useForm({
    defaultValues: { hours: cancellationHours?.toString() ?? '' },
    shouldFocusError: false,
  });
  const publish = useWrite('publishCancellationTerms');
  const formName = `terms-${id}`;
  useFaults(form, publish.error, (_place, message) => ({
    field: 'hours',
    words: t('terms.fault', { message }),
  }));
  return (
    <details>
      <summary className="py-1" aria-label={`${t('terms.title')}: ${name}`}>
        {t('terms.title')}
      </summary>
      <Saved isSaved={publish.isSuccess} />
      <Form
        name={formName}
        form={form}
        problem={publish.error}
        onSend={({ hours }) =>
          publish.mutate({
            params: { serviceId: id },
            body: { cancellationHours: hours.trim() === '' ? null : Number(hours) },
          })
        }
      >
        <div className="console-form">
          <TextField
            form={form}
            formName={formName}
            name="hours"
            label={t('terms.hours')}
            hint={t('terms.hours.hint')}
            wrong={t('terms.hours.wrong')}
            optional
            inputMode="numeric"
            isRight={(typed) => /^\d{1,3}$/.test(typed.trim())}
          />
          <button type="submit" className="btn btn-outline-primary" disabled={publish.isPending}>
            {t('terms.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}
