import type { UseFormRegister } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWholeList } from '../client/use-whole-list.ts';
import { Field } from './field.tsx';
import { usePlaces } from './use-places.ts';

/** Who stands at the till, as each of its requests says; the PIN is kept in this page alone and gone with it. */
export interface Standing {
  readonly tillUserId: string;
  readonly pin: string;
}

/** Who it is and their PIN: what every request of a till carries. */
export function TillUserFields<Values extends Standing>({
  name,
  register,
  wrong,
}: {
  readonly name: string;
  readonly register: UseFormRegister<Values>;
  readonly wrong: (field: keyof Standing) => string | undefined;
}) {
  const { t } = useTranslation('till');
  const users = useWholeList('listTillUsers', { query: { limit: 100 } });
  const { places, nameOf } = usePlaces();
  const registerOne = register as unknown as UseFormRegister<Standing>;
  const present = (users.items ?? []).filter(({ revokedAt }) => revokedAt === null);
  return (
    <>
      <Field id={`${name}-tillUserId`} label={t('who.user')} error={wrong('tillUserId')}>
        {(described) => (
          <select
            {...described}
            className="form-select"
            {...registerOne('tillUserId', { required: t('who.user.missing') })}
          >
            <option value="">{t('who.user.choose')}</option>
            {present.map(({ id, label, placeId }) => (
              <option key={id} value={id}>
                {places.length > 1 ? `${label} – ${nameOf(placeId) ?? ''}` : label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id={`${name}-pin`} label={t('who.pin')} hint={t('who.pin.hint')} error={wrong('pin')}>
        {(described) => (
          <input
            {...described}
            className="form-control till-pin"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            {...registerOne('pin', {
              pattern: { value: /^\d{6}$/, message: t('who.pin.wrong') },
              required: t('who.pin.wrong'),
            })}
          />
        )}
      </Field>
    </>
  );
}
