import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Answer, Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { saveCsv } from '../../parts/csv.ts';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { useWrongLines, WrongLines } from '../../parts/wrong-lines.tsx';
import { centsOf } from '../../words/cents.ts';
import { BankRefField } from './bank-ref-field.tsx';

type Import = 'importOpeningBalances' | 'importLiveVouchers';
const sums = {
  importOpeningBalances: ['totalCents'],
  importLiveVouchers: ['prefundCents', 'walletCents', 'voucherCents'],
} as const;
type Sum = (typeof sums)[Import][number];

const empty = {
  planId: '',
  totalCents: '',
  prefundCents: '',
  walletCents: '',
  voucherCents: '',
  bankRef: '',
  list: null as FileList | null,
};
type Typed = typeof empty;

/** One list with its sums: first looked at, with nothing taken over; what was looked at is what is then taken over. */
export function TakeOverForm({
  operation,
  plans,
  columns,
}: {
  readonly operation: Import;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  readonly columns: readonly string[];
}) {
  const { t } = useTranslation('fund');
  const form = useForm<Typed>({ defaultValues: empty, shouldFocusError: false });
  const [tried, setTried] = useState<Typed>();
  const look = useWrite(operation);
  const take = useWrite(operation, () => form.reset(empty));
  const { lines, problem } = useWrongLines(take.error ?? look.error);
  const at = { form, formName: operation };
  useEffect(() => {
    const stop = form.watch(() => setTried(undefined));
    return () => stop.unsubscribe();
  }, [form]);
  const send = (typed: Typed) => {
    take.reset();
    look.mutate(callOf(operation, typed, 'true'), { onSuccess: () => setTried(typed) });
  };
  return (
    <details className="mb-3">
      <summary>{t(`takeOver.${operation}`)}</summary>
      <Form name={operation} form={form} problem={problem} className="mt-3" onSend={send}>
        <p>{t(`takeOver.${operation}.words`)}</p>
        <p>
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => saveCsv(operation, columns, [])}
          >
            {t('takeOver.sheet')}
          </button>
        </p>
        <WrongLines title={t('takeOver.wrong', { count: lines.length })} lines={lines} />
        <SelectField
          {...at}
          name="planId"
          label={t('takeOver.plan')}
          wrong={t('takeOver.plan.wrong')}
          options={plans.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {sums[operation].map((sum) => (
          <AmountField
            key={sum}
            {...at}
            name={sum}
            label={t(`takeOver.${sum}`)}
            wrong={t('takeOver.sum.wrong')}
            leastCents={sum === 'prefundCents' || sum === 'walletCents' ? 0 : 1}
          />
        ))}
        <BankRefField {...at} name="bankRef" />
        <FileField
          {...at}
          name="list"
          label={t('takeOver.list')}
          hint={t('takeOver.list.hint')}
          wrong={t('takeOver.list.wrong')}
          accept=".csv,text/csv"
        />
        <button type="submit" className="btn btn-primary" disabled={look.isPending || take.isPending}>
          {t('takeOver.try')}
        </button>
        <p role="status" className="mt-3">
          {take.data
            ? t('takeOver.done', countsOf(take.data))
            : tried && look.data && t(toldOf(look.data), countsOf(look.data))}
        </p>
        {tried && !isTakenOver(look.data) && (
          <div className="console-actions my-0">
            <AskedTwice
              label={t('takeOver.do')}
              about={t(`takeOver.${operation}`)}
              sure={t('takeOver.sure')}
              yes={t('takeOver.yes')}
              isPending={take.isPending}
              onDo={() => take.mutate(callOf(operation, tried, 'false'))}
            />
          </div>
        )}
      </Form>
    </details>
  );
}

function isTakenOver(answer: Answer<Import> | undefined): boolean {
  return answer !== undefined && 'takenOverBefore' in answer && answer.takenOverBefore;
}

function toldOf(answer: Answer<Import>): 'takeOver.before' | 'takeOver.good' {
  return isTakenOver(answer) ? 'takeOver.before' : 'takeOver.good';
}

function countsOf(answer: Answer<Import>) {
  return { credits: answer.credits, vouchers: 'vouchers' in answer ? answer.vouchers : 0 };
}

function callOf(operation: Import, typed: Typed, dryRun: 'true' | 'false'): Call<Import> {
  const form = {
    ...centsIn(sums[operation], typed),
    bankRef: typed.bankRef.trim(),
    dryRun,
    file: typed.list![0]!,
  };
  return { params: { planId: typed.planId }, form };
}

function centsIn<S extends Sum>(names: readonly S[], typed: Typed) {
  return Object.fromEntries(names.map((name) => [name, centsOf(typed[name])!])) as Record<S, number>;
}
