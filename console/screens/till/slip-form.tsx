import { useTranslation } from 'react-i18next';
import { readSlipNumber } from '../../../domain/paper-slip.ts';
import { instantOf } from '../../../domain/time.ts';
import { readCode } from '../../../domain/voucher-code.ts';
import type { Call } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { CheckField } from '../../parts/check-field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { TillUserFields } from '../../parts/till-user-fields.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { romeToday } from '../../words/format.ts';
import type { Receipt } from './standing.ts';

const empty = {
  tillUserId: '',
  pin: '',
  slipNumber: '',
  code: '',
  servedOn: '',
  servedAt: '',
  amountCents: '',
  isSigned: false,
  reason: '',
};
type Filled = typeof empty;
/** Nothing of a slip stays in the browser: its code opens somebody's voucher. */
const keptNowhere = Object.keys(empty) as (keyof Filled)[];

/** One slip as it was filled in. Within its day it is taken here; afterwards the office is asked, and told why. */
export function SlipForm({ onTaken }: { readonly onTaken: (receipt: Receipt) => void }) {
  const { t } = useTranslation('till');
  const [form] = useKeptForm<Filled>('slip', empty, keptNowhere);
  const next = () => {
    const { tillUserId, pin } = form.getValues();
    form.reset({ ...empty, tillUserId, pin });
  };
  const enter = useWrite('enterPaperSlip', (receipt) => {
    next();
    onTaken(receipt);
  });
  const ask = useWrite('askLateSlip', next);
  const problem = enter.error ?? ask.error;
  const isLate = isOver(form.watch('servedOn')) || isOfTheOffice(enter.error);
  const at = { form, formName: 'slip' };
  const send = (filled: Filled) => {
    enter.reset();
    ask.reset();
    const body = slipOf(filled);
    if (isLate) ask.mutate({ body: { ...body, reason: filled.reason.trim() } });
    else enter.mutate({ body });
  };
  return (
    <section aria-labelledby="enter" className="console-form no-print">
      <h2 id="enter" className="h4">
        {t('slips.enter')}
      </h2>
      <Form name="slip" form={form} problem={problem} onSend={send}>
        <TillUserFields
          name="slip"
          register={form.register}
          wrong={(field) => wrongWith(form.formState.errors, problem, field)}
        />
        <WrittenFields {...at} />
        {isLate && (
          <TextField
            {...at}
            name="reason"
            label={t('slips.reason')}
            hint={t('slips.reason.hint')}
            wrong={t('slips.reason.wrong')}
            maxLength={1000}
            rows={3}
          />
        )}
        <button
          type="submit"
          className="btn btn-primary till-large"
          disabled={enter.isPending || ask.isPending}
        >
          {t(isLate ? 'slips.ask' : 'slips.send')}
        </button>
        <p role="status">{ask.isSuccess && t('slips.asked')}</p>
      </Form>
    </section>
  );
}

/** In the order in which they stand on the paper. */
function WrittenFields(at: { readonly form: ReturnType<typeof useKeptForm<Filled>>[0]; formName: string }) {
  const { t } = useTranslation('till');
  return (
    <>
      <TextField
        {...at}
        name="slipNumber"
        label={t('slips.number')}
        hint={t('slips.number.hint')}
        wrong={t('slips.number.wrong')}
        isRight={(typed) => readSlipNumber(typed) !== undefined}
        maxLength={40}
      />
      <TextField
        {...at}
        name="code"
        label={t('code.label')}
        hint={t('slips.code.hint')}
        wrong={t('code.wrong')}
        isRight={(typed) => readCode(typed) !== undefined}
        maxLength={40}
      />
      <TextField
        {...at}
        name="servedOn"
        label={t('slips.day')}
        hint={t('slips.day.hint')}
        wrong={t('slips.day.wrong')}
        type="date"
        max={romeToday(new Date(serviceNow()))}
      />
      <TextField
        {...at}
        name="servedAt"
        label={t('slips.time')}
        wrong={t('slips.time.wrong')}
        type="time"
        isRight={(typed) => /^\d\d:\d\d$/.test(typed)}
      />
      <AmountField
        {...at}
        name="amountCents"
        label={t('slips.amount')}
        hint={t('slips.amount.hint')}
        optional
      />
      <CheckField {...at} name="isSigned" label={t('slips.signed')} wrong={t('slips.signed.wrong')} mustBe />
    </>
  );
}

function slipOf(filled: Filled): Call<'enterPaperSlip'>['body'] {
  const { tillUserId, pin, slipNumber, code, servedOn, servedAt, amountCents } = filled;
  const cents = centsOf(amountCents);
  return {
    tillUserId,
    pin,
    slipNumber: slipNumber.trim(),
    code: code.trim(),
    servedAt: instantOf(servedOn, servedAt).toISOString(),
    isSigned: true,
    ...(cents === undefined ? {} : { amountCents: cents }),
  };
}

function isOver(servedOn: string): boolean {
  return servedOn !== '' && servedOn < romeToday(new Date(serviceNow()));
}

/** Its day ended while it was being typed. */
function isOfTheOffice(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.possible?.includes('askLateSlip') ?? false);
}
