import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { romeToday } from '../words/format.ts';
import { Form } from './form.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

interface Moment {
  readonly placeId: string;
  readonly day: string;
  readonly time: string;
}

/** A day and an hour to propose, and where if there is a choice. */
export function MomentForm({
  name,
  places,
  write,
  submit,
  onSend,
}: {
  readonly name: string;
  readonly places: readonly { readonly id: string; readonly name: string; readonly address: string }[];
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly submit: string;
  readonly onSend: (moment: Moment) => void;
}) {
  const { t } = useTranslation();
  const form = useForm<Moment>({
    defaultValues: { placeId: places[0]?.id ?? '', day: '', time: '' },
    shouldFocusError: false,
  });
  const at = { form, formName: name };
  return (
    <Form name={name} form={form} problem={write.error} className="console-search" onSend={onSend}>
      {places.length > 0 && (
        <SelectField
          {...at}
          name="placeId"
          label={t('moment.place')}
          options={places.map(({ id, name: place, address }) => ({
            value: id,
            label: `${place}, ${address}`,
          }))}
        />
      )}
      <TextField {...at} name="day" type="date" min={romeToday()} label={t('moment.day')} />
      <TextField {...at} name="time" type="time" label={t('moment.time')} />
      <button type="submit" className="btn btn-primary" disabled={write.isPending}>
        {submit}
      </button>
    </Form>
  );
}
