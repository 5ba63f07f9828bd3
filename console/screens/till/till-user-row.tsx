import { useTranslation } from 'react-i18next';
import { serviceNow } from '../../client/service-clock.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { clock, day } from '../../words/format.ts';
import type { TillUser } from './standing.ts';
import type { Told } from './told-pin.tsx';
import { usePlaces } from '../../parts/use-places.ts';

export function TillUserRow({
  user,
  onTold,
}: {
  readonly user: TillUser;
  readonly onTold: (told: Told) => void;
}) {
  const { t } = useTranslation('till');
  const { nameOf } = usePlaces();
  const { label, revokedAt, lockedUntil } = user;
  const isLocked = lockedUntil !== null && Date.parse(lockedUntil) > serviceNow();
  return (
    <li>
      <h2 className="h5 mb-1">{label}</h2>
      <p className="mb-2">
        {revokedAt ? (
          <Tag tone="plain">{t('user.revoked', { day: day(revokedAt) })}</Tag>
        ) : isLocked ? (
          <Tag tone="late">{t('user.locked', { time: clock(lockedUntil) })}</Tag>
        ) : (
          <Tag tone="good">{t('user.present')}</Tag>
        )}{' '}
        {t('user.place', { place: nameOf(user.placeId) ?? '…' })}
      </p>
      {!revokedAt && <Actions user={user} onTold={onTold} />}
    </li>
  );
}

/** A new PIN ends the one before, and whoever is taken off does not come back: the second is asked twice. */
function Actions({
  user: { id, label },
  onTold,
}: {
  readonly user: TillUser;
  readonly onTold: (told: Told) => void;
}) {
  const { t } = useTranslation('till');
  const reset = useWrite('resetTillPin', ({ pin }) => onTold({ label, pin }));
  const revoke = useWrite('revokeTillUser');
  const params = { tillUserId: id };
  const error = reset.error ?? revoke.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <div className="console-actions my-0">
        <button
          type="button"
          className="btn btn-outline-primary"
          aria-label={`${t('user.newPin')}: ${label}`}
          disabled={reset.isPending}
          onClick={() => reset.mutate({ params, body: {} })}
        >
          {t('user.newPin')}
        </button>
        <AskedTwice
          label={t('user.revoke')}
          about={label}
          sure={t('user.revoke.sure', { label })}
          yes={t('user.revoke.yes')}
          isPending={revoke.isPending}
          onDo={() => revoke.mutate({ params })}
        />
      </div>
    </>
  );
}
