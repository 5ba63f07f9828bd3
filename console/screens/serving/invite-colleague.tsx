import { useTranslation } from 'react-i18next';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { moment } from '../../words/format.ts';
import type { Language } from '../../words/words.ts';
import { dutyOf, useDuties } from './duty.ts';

const empty = { label: '', email: '', locale: 'it' as Language, duty: 'all' };

/** Somebody new: the code goes to their own mailbox, and nobody else learns it. */
export function InviteColleague() {
  const { t } = useTranslation('serving');
  const duties = useDuties();
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const invite = useWrite('inviteProviderPerson', () => form.reset(empty));
  return (
    <section aria-labelledby="invite" className="console-form mt-5">
      <h2 id="invite" className="h4">
        {t('invite.title')}
      </h2>
      <p>{t('invite.words')}</p>
      <p role="status">
        {invite.data && t('invite.done', { until: moment(invite.data.invitationExpiresAt) })}
      </p>
      <Form
        name="invite"
        form={form}
        problem={invite.error}
        onSend={({ label, email, locale, duty }) =>
          invite.mutate({ body: { label: label.trim(), email: email.trim(), locale, ...dutyOf(duty) } })
        }
      >
        <WhoIsInvited form={form} problem={invite.error} />
        <Choice
          legend={t('duty.title')}
          hint={t('duty.hint')}
          options={duties}
          chosen={form.watch('duty')}
          onChoose={(duty) => form.setValue('duty', duty)}
        />
        <Choice
          legend={t('invite.locale')}
          options={[
            { value: 'it', label: t('language.it', { ns: 'frame' }) },
            { value: 'en', label: t('language.en', { ns: 'frame' }) },
          ]}
          chosen={form.watch('locale')}
          onChoose={(locale) => form.setValue('locale', locale as Language)}
        />
        <button type="submit" className="btn btn-primary" disabled={invite.isPending}>
          {t('invite.do')}
        </button>
      </Form>
    </section>
  );
}

function WhoIsInvited({
  form,
  problem,
}: {
  readonly form: UseFormReturn<typeof empty>;
  readonly problem: unknown;
}) {
  const { t } = useTranslation('serving');
  const wrong = (field: string) => wrongWith(form.formState.errors, problem, field);
  return (
    <>
      <Field id="invite-label" label={t('invite.label')} hint={t('invite.label.hint')} error={wrong('label')}>
        {(control) => (
          <input
            {...control}
            className="form-control"
            autoComplete="off"
            {...form.register('label', {
              validate: (typed) => typed.trim() !== '' || t('invite.label.missing'),
            })}
          />
        )}
      </Field>
      <Field id="invite-email" label={t('invite.email')} hint={t('invite.email.hint')} error={wrong('email')}>
        {(control) => (
          <input
            {...control}
            className="form-control"
            type="email"
            autoComplete="off"
            {...form.register('email', {
              validate: (typed) => /^\S+@\S+\.\S+$/.test(typed.trim()) || t('invite.email.wrong'),
            })}
          />
        )}
      </Field>
    </>
  );
}
