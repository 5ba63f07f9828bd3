import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useSession } from '../../session/session-context.ts';

const MOST = 8;
const EARLIEST_DAYS = 365;

/** On how many days before its last one whoever holds a voucher is reminded; an administrator changes it. */
export function ReminderDays() {
  const { t } = useTranslation('office');
  const { me } = useSession();
  const { data, error, refetch } = useRead('getVoucherReminders', {});
  return (
    <section aria-labelledby="reminders" className="mt-5">
      <h2 id="reminders" className="h4">
        {t('reminders')}
      </h2>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && <p>{t('reminders.now', { days: data.daysBefore.join(', ') })}</p>}
      {data && me.roles.includes('administrator') && (
        <ReminderForm key={data.daysBefore.join()} daysBefore={data.daysBefore} />
      )}
    </section>
  );
}

function ReminderForm({ daysBefore }: { readonly daysBefore: readonly number[] }) {
  const { t } = useTranslation('office');
  const form = useForm({ defaultValues: { daysBefore: daysBefore.join(', ') }, shouldFocusError: false });
  const set = useWrite('setVoucherReminders');
  return (
    <Form
      name="reminders"
      form={form}
      problem={set.error}
      onSend={(typed) => set.mutate({ body: { daysBefore: daysIn(typed.daysBefore) ?? [] } })}
    >
      <TextField
        form={form}
        formName="reminders"
        name="daysBefore"
        label={t('reminders.days')}
        hint={t('reminders.hint', { most: MOST, earliest: EARLIEST_DAYS })}
        wrong={t('reminders.wrong', { most: MOST, earliest: EARLIEST_DAYS })}
        isRight={(typed) => daysIn(typed) !== undefined}
        maxLength={60}
      />
      <button type="submit" className="btn btn-primary" disabled={set.isPending}>
        {t('reminders.send')}
      </button>
    </Form>
  );
}

/** The days in a text such as "30, 7, 1"; none when it is not a few different ones. */
function daysIn(typed: string): number[] | undefined {
  const parts = typed.trim().split(/[\s,;]+/);
  const days = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 0));
  const isRight = days.length <= MOST && days.every((count) => count >= 1 && count <= EARLIEST_DAYS);
  return isRight && new Set(days).size === days.length ? days : undefined;
}
