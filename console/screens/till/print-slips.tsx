import { useTranslation } from 'react-i18next';
import { useForm } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { SLIPS_AT_ONCE } from '../../../domain/paper-slip.ts';
import { fileAddress } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { usePlaces } from '../../parts/use-places.ts';
import { spoken } from '../../words/words.ts';

/** Numbered slips for one place, to keep at its till; the address finds those that were just made again. */
export function PrintSlips() {
  const { t } = useTranslation('till');
  const [search, setSearch] = useSearchParams();
  const { open } = usePlaces();
  const form = useForm({ defaultValues: { placeId: '', count: '10' }, shouldFocusError: false });
  const print = useWrite('printPaperSlips', ({ bookId }) => setSearch({ book: bookId }));
  const bookId = search.get('book');
  const only = open.length === 1 ? open[0]!.id : '';
  const at = { form, formName: 'print' };
  return (
    <section aria-labelledby="print" className="console-form mt-5">
      <h2 id="print" className="h4">
        {t('slips.print')}
      </h2>
      <p>{t('slips.print.words')}</p>
      <Form
        name="print"
        form={form}
        problem={print.error}
        onSend={({ placeId, count }) =>
          print.mutate({ body: { placeId: placeId || only, count: Number(count) } })
        }
      >
        {open.length > 1 && (
          <SelectField
            {...at}
            name="placeId"
            label={t('add.place')}
            wrong={t('add.place.missing')}
            options={open.map(({ id, name, address }) => ({ value: id, label: `${name}, ${address}` }))}
          />
        )}
        <TextField
          {...at}
          name="count"
          label={t('slips.count')}
          wrong={t('slips.count.wrong', { most: SLIPS_AT_ONCE })}
          inputMode="numeric"
          isRight={(typed) => /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= SLIPS_AT_ONCE}
        />
        <button type="submit" className="btn btn-primary till-large" disabled={print.isPending || !open[0]}>
          {t('slips.make')}
        </button>
      </Form>
      <p role="status">{print.data && t('slips.made', { count: print.data.numbers.length })}</p>
      {bookId && (
        <p>
          <a
            className="btn btn-outline-primary till-large"
            href={fileAddress('readPaperSlips', { params: { bookId }, query: { language: spoken() } })}
            download
          >
            {t('slips.document')}
          </a>
        </p>
      )}
    </section>
  );
}
