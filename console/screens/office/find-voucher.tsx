import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';

/** From the number that somebody reads out at the telephone to their voucher. */
export function FindVoucher() {
  const { t } = useTranslation('office');
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { number: '' }, shouldFocusError: false });
  const open = (number: string) => void navigate(`/office/vouchers/${encodeURIComponent(number)}`);
  return (
    <section aria-labelledby="one" className="mt-5">
      <h2 id="one" className="h4">
        {t('findVoucher')}
      </h2>
      <Form
        name="voucher"
        form={form}
        problem={undefined}
        onSend={({ number }) => open(number.trim().toUpperCase())}
      >
        <div className="console-search">
          <TextField
            form={form}
            formName="voucher"
            name="number"
            label={t('findVoucher.number')}
            hint={t('findVoucher.hint')}
            wrong={t('findVoucher.missing')}
            isRight={(typed) => /^B-\d{4}-\d{6,9}$/i.test(typed.trim())}
          />
          <button type="submit" className="btn btn-outline-primary">
            {t('findVoucher.open')}
          </button>
        </div>
      </Form>
    </section>
  );
}
