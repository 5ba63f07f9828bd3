import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session/session-context.ts';

/** A provider to which a decision does not seem right is led to where it says so. */
export function MayComplain({
  about,
  subjectId,
}: {
  readonly about: 'suspension' | 'revocation' | 'refusal';
  /** What was decided, where it is one of several: who decided it does not answer. */
  readonly subjectId?: string;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  // Whoever works for one place alone is refused there.
  if (!me.roles.includes('provider') || me.placeId !== null) return null;
  const asked = new URLSearchParams({ about, ...(subjectId ? { subject: subjectId } : {}) });
  return (
    <p className="mt-2 mb-0">
      <Link to={`/complaints/new?${asked.toString()}`}>{t(`complain.${about}`)}</Link>
    </p>
  );
}
