import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { usePlaces } from '../../parts/use-places.ts';
import { useSession } from '../../session/session-context.ts';
import type { Order } from './orders.tsx';
import { maySayPlace, placeOptions } from './placing.ts';

interface Placing {
  readonly order: Order;
  readonly onDone: (words: string) => void;
}

/** Opens the form that says which of several places sees to an order. */
export function PlaceOrder({ order, onDone }: Placing) {
  const { t } = useTranslation('serving');
  const { me } = useSession();
  const { open } = usePlaces();
  const [isOpen, setOpen] = useState(false);
  if (!maySayPlace(me, open)) return null;
  return (
    <div className="mt-2">
      <Opener label={t('place')} about={order.code} isOpen={isOpen} onSet={setOpen} />
      {isOpen && (
        <PlaceForm
          order={order}
          onDone={(words) => {
            setOpen(false);
            onDone(words);
          }}
        />
      )}
    </div>
  );
}

function PlaceForm({ order, onDone }: Placing) {
  const { t } = useTranslation('serving');
  const { places, open, nameOf } = usePlaces();
  const { id, code } = order;
  const formName = `place-${id}`;
  const form = useForm({ defaultValues: { placeId: order.placeId ?? '' }, shouldFocusError: false });
  const place = useWrite('placeOrder', ({ placeId }) =>
    onDone(placeId ? t('place.done', { code, place: nameOf(placeId) ?? '' }) : t('place.done.all', { code })),
  );
  return (
    <Form
      name={formName}
      form={form}
      problem={place.error}
      className="console-form mt-3"
      onSend={({ placeId }) => place.mutate({ params: { orderId: id }, body: { placeId: placeId || null } })}
    >
      <SelectField
        form={form}
        formName={formName}
        name="placeId"
        label={t('place.which')}
        hint={t('place.hint')}
        wrong={t('place.wrong')}
        optional
        none={t('duty.all')}
        options={placeOptions(order, places, open)}
      />
      <button type="submit" className="btn btn-primary" disabled={place.isPending}>
        {t('place.do')}
      </button>
    </Form>
  );
}
