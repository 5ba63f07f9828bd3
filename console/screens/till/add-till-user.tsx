import { useForm, type UseFormRegister } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import type { Told } from './told-pin.tsx';
import { usePlaces } from '../../parts/use-places.ts';

/** Somebody new at the till of a place; without a PIN of their choice one is made and told once. */
export function AddTillUser({ onTold }: { readonly onTold: (told: Told) => void }) {
  const { t } = useTranslation('till');
  const { open } = usePlaces();
  const empty = { label: '', placeId: '', pin: '' };
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const make = useWrite('makeTillUser', ({ pin }) => {
    onTold({ label: form.getValues('label'), pin });
    form.reset(empty);
  });
  const wrong = (field: string) => wrongWith(form.formState.errors, make.error, field);
  const only = open.length === 1 ? open[0]!.id : '';
  return (
    <section aria-labelledby="add" className="console-form mt-5">
      <h2 id="add" className="h4">
        {t('add.title')}
      </h2>
      <Form
        name="add"
        form={form}
        problem={make.error}
        onSend={({ label, placeId, pin }) =>
          make.mutate({ body: { label: label.trim(), placeId: placeId || only, ...(pin ? { pin } : {}) } })
        }
      >
        <Field id="add-label" label={t('add.label')} hint={t('add.label.hint')} error={wrong('label')}>
          {(described) => (
            <input
              {...described}
              className="form-control"
              autoComplete="off"
              {...form.register('label', {
                validate: (typed) => typed.trim() !== '' || t('add.label.missing'),
              })}
            />
          )}
        </Field>
        {open.length > 1 && <PlaceField places={open} register={form.register} error={wrong('placeId')} />}
        <Field id="add-pin" label={t('add.pin')} hint={t('add.pin.hint')} error={wrong('pin')}>
          {(described) => (
            <input
              {...described}
              className="form-control till-pin"
              type="password"
              inputMode="numeric"
              autoComplete="new-password"
              maxLength={6}
              {...form.register('pin', {
                validate: (typed) => typed === '' || /^\d{6}$/.test(typed) || t('who.pin.wrong'),
              })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary till-large" disabled={make.isPending}>
          {t('add.send')}
        </button>
      </Form>
    </section>
  );
}

/** Where somebody stands, of a provider that has several places. */
function PlaceField({
  places,
  register,
  error,
}: {
  readonly places: ReturnType<typeof usePlaces>['places'];
  readonly register: UseFormRegister<{ label: string; placeId: string; pin: string }>;
  readonly error: ReturnType<typeof wrongWith>;
}) {
  const { t } = useTranslation('till');
  return (
    <Field id="add-placeId" label={t('add.place')} error={error}>
      {(described) => (
        <select
          {...described}
          className="form-select"
          {...register('placeId', { required: t('add.place.missing') })}
        >
          <option value="">{t('add.place.choose')}</option>
          {places.map(({ id, name, address }) => (
            <option key={id} value={id}>{`${name}, ${address}`}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
