import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { day, romeToday } from '../../words/format.ts';
import type { Offer } from './offer.tsx';

const DAY_MS = 86_400_000;

/** A new price is told ahead by as many days as the charter says; what was ordered before keeps its own. */
export function AnnouncePrice({
  service: { id, name },
  noticeDays,
}: {
  readonly service: Offer['services'][number];
  readonly noticeDays: number;
}) {
  const { t } = useTranslation('provider');
  const earliest = new Date(Date.parse(romeToday()) + noticeDays * DAY_MS).toISOString().slice(0, 10);
  const form = useForm({ defaultValues: { price: '', effectiveOn: earliest }, shouldFocusError: false });
  const announce = useWrite('announcePrice', () => form.reset());
  const formName = `price-${id}`;
  useFaults(form, announce.error, (place) => {
    const field = place === 'effectiveOn' ? 'effectiveOn' : 'price';
    return {
      field,
      words:
        field === 'price' ? t('service.price.wrong') : t('offer.price.day.wrong', { day: day(earliest) }),
    };
  });
  return (
    <details>
      <summary className="py-1" aria-label={`${t('offer.price.new')}: ${name}`}>
        {t('offer.price.new')}
      </summary>
      <Form
        name={formName}
        form={form}
        problem={announce.error}
        onSend={({ price, effectiveOn }) =>
          announce.mutate({
            params: { serviceId: id },
            body: { unitPriceCents: centsOf(price) ?? 0, effectiveOn },
          })
        }
      >
        <div className="console-form">
          <p>{t('offer.price.words', { count: noticeDays })}</p>
          <TextField
            form={form}
            formName={formName}
            name="price"
            label={t('service.price')}
            hint={t('service.price.hint')}
            wrong={t('service.price.wrong')}
            inputMode="decimal"
            isRight={(typed) => (centsOf(typed) ?? 0) > 0}
          />
          <TextField
            form={form}
            formName={formName}
            name="effectiveOn"
            type="date"
            label={t('offer.price.day')}
            wrong={t('offer.price.day.wrong', { day: day(earliest) })}
            isRight={(typed) => typed >= earliest}
          />
          <button type="submit" className="btn btn-primary" disabled={announce.isPending}>
            {t('offer.price.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}
