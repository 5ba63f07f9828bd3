import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { useSession } from '../../session/session-context.ts';
import { ProviderLetters } from './provider-letters.tsx';
import { StandingShown } from './standing-shown.tsx';
import { Waivers } from './waivers.tsx';

const letterReaders: readonly string[] = ['caseworker', 'administrator', 'auditor'];

/** A provider as the office sees it: its papers to check, its standing, a revocation, its waivers. */
export default function ProviderStandingScreen() {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const { organisationId = '' } = useParams();
  return (
    <>
      <p>
        <Link to={`/directory/${organisationId}`}>{t('standing.toDirectory')}</Link>
      </p>
      <Heading>
        <OrganisationName id={organisationId} />
      </Heading>
      {me.roles.some((role) => role === 'caseworker' || role === 'administrator') && (
        <StandingShown organisationId={organisationId} />
      )}
      {me.roles.some((role) => letterReaders.includes(role)) && (
        <ProviderLetters organisationId={organisationId} />
      )}
      <Waivers organisationId={organisationId} />
    </>
  );
}
