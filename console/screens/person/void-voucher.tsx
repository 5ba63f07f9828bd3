import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useMissing } from '../../parts/use-missing.tsx';

const reasons = ['wrongBeneficiary', 'notNeeded', 'codeLeaked', 'beneficiaryDied'] as const;
type Reason = (typeof reasons)[number];

/** Takes a voucher back, for a reason and after a second press: its value returns to where it came from. */
export function VoidVoucher({ voucherId }: { readonly voucherId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason | ''>('');
  const write = useWrite('voidVoucher');
  const missing = useMissing([{ name: 'void-reason', label: t('void.choose'), value: reason }]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing.isComplete() && reason) write.mutate({ params: { voucherId }, body: { reason } });
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
        <form noValidate onSubmit={submit}>
          {missing.summary}
          {write.error && <ProblemNotice error={write.error} />}
          <Choice
            id="void-reason"
            legend={t('void.why')}
            error={missing.at('void-reason')}
            options={reasons.map((value) => ({ value, label: t(`void.${value}`) }))}
            chosen={reason}
            onChoose={(value) => setReason(value as Reason)}
          />
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
