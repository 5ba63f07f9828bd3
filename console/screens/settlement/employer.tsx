import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Movements } from '../../parts/movements.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { Heading } from '../../parts/heading.tsx';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import { EmployerWallets } from './plan-wallets.tsx';
import { TakeOver } from './take-over.tsx';

type Movement = Answer<'listPrefundMovements'>['items'][number];

/** The money of one employer: what it paid in, where that went, its people's credit, and what is taken over from an earlier system. */
export default function Employer() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const { employerId: organisationId = '' } = useParams();
  const organisation = useRead('getOrganisation', { params: { organisationId } });
  const prefund = useRead('getPrefund', { params: { organisationId } });
  // The bank's own reference, or the plan that it went to or came from: of the rest the books have only a code.
  const reference = ({ kind, businessRef, planName }: Movement) =>
    planName ?? (kind === 'prefund_received' ? t('employer.bankRef', { ref: businessRef }) : '–');
  if (!organisation.data) return <ScreenStates of={organisation} />;
  const { name } = organisation.data;
  return (
    <>
      <p className="no-print">
        <Link to="/settlement/employers">{t('employers.title')}</Link>
      </p>
      <Heading>{name}</Heading>
      <ReadStates of={prefund} />
      {prefund.data && (
        <dl className="console-facts">
          <dt>{t('employer.prefund')}</dt>
          <dd>{money(prefund.data.balanceCents)}</dd>
        </dl>
      )}
      <h2 className="h4 mt-4">{t('employer.movements')}</h2>
      <Movements
        of="listPrefundMovements"
        params={{ organisationId }}
        name={name}
        empty={t('employer.movements.empty')}
        reference={reference}
        filed={reference}
      />
      <EmployerWallets employerId={organisationId} />
      {me.roles.includes('fundOfficer') && <TakeOver employerId={organisationId} />}
    </>
  );
}
