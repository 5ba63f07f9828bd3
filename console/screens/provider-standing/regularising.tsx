import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { day, romeToday } from '../../words/format.ts';
import { Saved } from '../provider/saved.tsx';
import type { Standing } from './standing-shown.tsx';

/** An invitation to pay what is missing: fifteen days, in which a good certificate still counts. */
export function Regularising({
  standing: { organisationId, regularisation, endedOn },
}: {
  readonly standing: Standing;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const form = useForm({ defaultValues: { receivedOn: '' }, shouldFocusError: false });
  const record = useWrite('recordRegularisation', () => form.reset());
  useFaults(form, record.error, (_place, message) => ({
    field: 'receivedOn',
    words: t('paper.fault', { message }),
  }));
  if (endedOn || !me.roles.some((role) => role === 'provider' || role === 'caseworker')) return null;
  return (
    <section className="mt-4" aria-labelledby="regularising">
      <h2 id="regularising" className="h4">
        {t('regularising.title')}
      </h2>
      {regularisation && (
        <p>
          {t('regularising.open', {
            from: day(regularisation.receivedOn),
            until: day(regularisation.regulariseBy),
          })}
        </p>
      )}
      <details>
        <summary className="py-1">{t('regularising.say')}</summary>
        <p>{t('regularising.words')}</p>
        <Saved isSaved={record.isSuccess} />
        <Form
          name="regularising"
          form={form}
          problem={record.error}
          onSend={(body) => record.mutate({ params: { organisationId }, body })}
        >
          <div className="console-form">
            <TextField
              form={form}
              formName="regularising"
              name="receivedOn"
              type="date"
              max={romeToday()}
              label={t('regularising.receivedOn')}
              wrong={t('regularising.receivedOn.wrong')}
              isRight={(typed) => typed !== '' && typed <= romeToday()}
            />
            <button type="submit" className="btn btn-outline-primary" disabled={record.isPending}>
              {t('regularising.send')}
            </button>
          </div>
        </Form>
      </details>
    </section>
  );
}
