import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ErrorSummary } from './error-summary.tsx';

const reasons = ['wrongBeneficiary', 'notNeeded', 'codeLeaked', 'beneficiaryDied'] as const;

/** Takes a voucher back, for a reason and after a second press: its value returns to where it came from. */
export function VoidVoucher({ voucherId }: { readonly voucherId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<(typeof reasons)[number]>();
  const [missing, setMissing] = useState(false);
  const write = useWrite('voidVoucher');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason === undefined);
    if (reason) write.mutate({ params: { voucherId }, body: { reason } });
  };
  return (
    <section className="mt-5 no-print" aria-labelledby="void">
      <h2 id="void" className="h4">
        {t('void.title')}
      </h2>
      <p>{t('void.words')}</p>
      {!isOpen && (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          {t('void.open')}
        </button>
      )}
      {isOpen && (
        <form className="console-form" noValidate onSubmit={submit}>
          {missing && (
            <ErrorSummary faults={[{ field: `reason-${reasons[0]}`, message: t('void.choose') }]} />
          )}
          {write.error && <ProblemNotice error={write.error} />}
          <fieldset>
            <legend>{t('void.why')}</legend>
            {reasons.map((one) => (
              <div key={one} className="console-option">
                <input
                  type="radio"
                  id={`reason-${one}`}
                  name="reason"
                  value={one}
                  checked={one === reason}
                  onChange={() => setReason(one)}
                />
                <label htmlFor={`reason-${one}`}>{t(`void.${one}`)}</label>
              </div>
            ))}
          </fieldset>
          <p className="d-flex flex-wrap gap-3">
            <button type="submit" className="btn btn-primary" disabled={write.isPending}>
              {t('void.do')}
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(false)}>
              {t('void.keep')}
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
