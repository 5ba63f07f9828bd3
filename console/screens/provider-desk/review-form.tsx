import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import type { Application } from '../provider/use-own-application.ts';
import { AcceptForm } from './accept-form.tsx';
import type { Opened } from './use-opened.ts';

const reasons = [
  'notCompliant',
  'tooFar',
  'documentsNotValid',
  'servicesNotFitting',
  'identityNotConfirmed',
] as const;

/** Accepts, or refuses with a reason and words that go into the letter. */
export function ReviewForm({
  application,
  opened,
}: {
  readonly application: Application;
  readonly opened: Opened;
}) {
  const { t } = useTranslation('provider');
  const { id } = application;
  const [form, { forget }] = useKeptForm(`${id}/refusal`, { reason: '', words: '' });
  const refuse = useWrite('reviewProvider', forget);
  const params = { applicationId: id };
  return (
    <section className="mt-4" aria-labelledby="review">
      <h2 id="review" className="h4">
        {t('review.title')}
      </h2>
      <p>{t('review.words')}</p>
      <AcceptForm application={application} opened={opened} />
      <details>
        <summary className="py-1">{t('review.refuse')}</summary>
        <Form
          name="refusal"
          form={form}
          problem={refuse.error}
          onSend={({ reason, words }) =>
            refuse.mutate({
              params,
              body: { outcome: 'refuse', reason: reason as (typeof reasons)[number], words: words.trim() },
            })
          }
        >
          <div className="console-form">
            <SelectField
              form={form}
              formName="refusal"
              name="reason"
              label={t('review.reason')}
              wrong={t('review.reason.wrong')}
              options={reasons.map((value) => ({ value, label: t(`refusal.${value}`) }))}
            />
            <TextField
              form={form}
              formName="refusal"
              name="words"
              label={t('review.letter')}
              hint={t('review.letter.hint')}
              wrong={t('review.letter.wrong')}
              rows={4}
              maxLength={2000}
            />
            <button type="submit" className="btn btn-danger" disabled={refuse.isPending}>
              {t('review.refuse.send')}
            </button>
          </div>
        </Form>
      </details>
    </section>
  );
}
