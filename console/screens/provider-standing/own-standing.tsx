import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { useSession } from '../../session/session-context.ts';
import { StandingShown } from './standing-shown.tsx';

/** One's own provider: where it stands, its papers with their days, what to do now. */
export default function OwnStanding() {
  const { t } = useTranslation('provider');
  const { organisationId } = useSession().me;
  return (
    <>
      <Heading>{t('standing.own')}</Heading>
      {organisationId && <StandingShown organisationId={organisationId} />}
    </>
  );
}
