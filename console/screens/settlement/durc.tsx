import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { InpsDebtForm } from './inps-debt-form.tsx';

type Standing = Answer<'getInpsStanding'>;

const tones: Readonly<Record<Standing['kind'], Tone>> = { inOrder: 'good', owes: 'late', lapsed: 'late' };

/** A provider's DURC before it is paid, what was declared of it, and a debt that INPS is paid first. */
export default function Durc() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const { organisationId = '' } = useParams();
  const standing = useRead('getInpsStanding', { params: { organisationId } });
  return (
    <>
      <p className="no-print">
        <Link to="/settlement">{t('durc.back')}</Link>
      </p>
      <Heading>
        {t('durc.title')} <OrganisationName id={organisationId} />
      </Heading>
      <ReadStates of={standing} />
      {standing.data && <Shown standing={standing.data} />}
      {standing.data && me.roles.includes('fundOfficer') && (
        <InpsDebtForm key={organisationId} organisationId={organisationId} />
      )}
    </>
  );
}

function Shown({ standing: { kind, owedCents, declared } }: { readonly standing: Standing }) {
  const { t } = useTranslation('fund');
  return (
    <>
      <p>
        <Tag tone={tones[kind]}>{t(`durc.${kind}`)}</Tag>{' '}
        {t(`durc.${kind}.words`, { amount: money(owedCents) })}
      </p>
      <h2 className="h4 mt-4">{t('durc.declared')}</h2>
      {declared.length === 0 && <p>{t('durc.declared.none')}</p>}
      <ul className="console-rows">
        {declared.map(({ id, verifiedOn, debtCents }) => (
          <li key={id}>
            {t(debtCents === 0 ? 'durc.declared.zero' : 'durc.declared.debt', {
              day: day(verifiedOn),
              amount: money(debtCents),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
