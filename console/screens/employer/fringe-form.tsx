import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { centsOf } from '../../words/cents.ts';
import { monthName, romeToday } from '../../words/format.ts';
import { useEmployeeWords, type Employee } from './fringe-people.tsx';

const fringeKinds = [
  'goodsInKind',
  'homeBills',
  'homeRent',
  'otherEmployer',
  'mealElectronic',
  'mealPaper',
] as const;
const empty = { personId: '', kind: '', month: '', amountCents: '', days: '' };
const MOST_DAYS = 31;

/** What one employee received in a month of the year beside vouchers. */
export function FringeForm({
  year,
  people,
}: {
  readonly year: string;
  readonly people: readonly Employee[];
}) {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const words = useEmployeeWords();
  const [form, { clear }] = useKeptForm(`fringe/${year}`, empty, ['personId']);
  const enter = useWrite('enterFringe', clear);
  const isOfMeals = form.watch('kind').startsWith('meal');
  const at = { form, formName: 'fringe' };
  return (
    <Form
      name="fringe"
      form={form}
      problem={enter.error}
      className="console-form mt-5"
      onSend={({ personId, kind, month, amountCents, days }) =>
        enter.mutate({
          params: { organisationId: me.organisationId ?? '' },
          body: {
            personId,
            kind: kind as Call<'enterFringe'>['body']['kind'],
            month: `${month}-01`,
            amountCents: centsOf(amountCents)!,
            ...(isOfMeals ? { days: Number(days) } : {}),
          },
        })
      }
    >
      <h2 className="h4">{t('fringe.enter')}</h2>
      <p>{t('fringe.enter.words')}</p>
      <SelectField
        {...at}
        name="personId"
        label={t('fringe.person')}
        wrong={t('fringe.person.wrong')}
        options={people
          .filter(({ employee }) => employee)
          .map((one) => ({ value: one.personId, label: words(one) }))}
      />
      <SelectField
        {...at}
        name="kind"
        label={t('fringe.kind')}
        wrong={t('fringe.kind.wrong')}
        options={fringeKinds.map((value) => ({ value, label: t(`fringeKind.${value}`) }))}
      />
      <SelectField
        {...at}
        name="month"
        label={t('fringe.month')}
        wrong={t('fringe.month.wrong')}
        options={monthsOf(year).map((value) => ({ value, label: monthName(value) }))}
      />
      <AmountField {...at} name="amountCents" label={t(isOfMeals ? 'fringe.amountOfDay' : 'fringe.amount')} />
      {isOfMeals && (
        <TextField
          {...at}
          name="days"
          label={t('fringe.days')}
          wrong={t('fringe.days.wrong')}
          inputMode="numeric"
          isRight={(typed) => /^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_DAYS}
        />
      )}
      <button type="submit" className="btn btn-primary" disabled={enter.isPending}>
        {t('fringe.send')}
      </button>
      <p role="status">{enter.isSuccess && t('fringe.done')}</p>
    </Form>
  );
}

/** Those that have begun, the latest first. */
function monthsOf(year: string): readonly string[] {
  const all = Array.from({ length: 12 }, (_none, at) => `${year}-${String(12 - at).padStart(2, '0')}`);
  return all.filter((month) => month <= romeToday().slice(0, 7));
}
