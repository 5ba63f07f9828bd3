import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';

const reasons = ['wrongBeneficiary', 'notNeeded', 'codeLeaked', 'beneficiaryDied'] as const;
const empty = { reason: '' as (typeof reasons)[number] | '' };

/** Takes a voucher back, for a reason and after a second press: its value returns to where it came from. */
export function VoidVoucher({ voucherId }: { readonly voucherId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const write = useWrite('voidVoucher');
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
        <Form
          name="void"
          form={form}
          problem={write.error}
          onSend={({ reason }) => reason && write.mutate({ params: { voucherId }, body: { reason } })}
        >
          <ChoiceField
            form={form}
            formName="void"
            name="reason"
            label={t('void.why')}
            wrong={t('void.choose')}
            options={reasons.map((value) => ({ value, label: t(`void.${value}`) }))}
          />
          <p className="d-flex flex-wrap gap-3">
            <button type="submit" className="btn btn-primary" disabled={write.isPending}>
              {t('void.do')}
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(false)}>
              {t('void.keep')}
            </button>
          </p>
        </Form>
      )}
    </section>
  );
}
