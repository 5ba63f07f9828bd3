import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';
import type { Assessment } from './case-page.tsx';
import { StateTag, Waiting } from './state-tag.tsx';

/** What a case is, always in sight. */
export function IdentityBar({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('cases');
  const title = t('protocol', { number: assessment.protocolNumber });
  return (
    <>
      <Heading title={title}>{title}</Heading>
      <div className="console-identity" role="group" aria-label={t('identity')}>
        <p>{t('dossier', { code: assessment.dossierCode })}</p>
        <p>
          <StateTag state={assessment.state} />
        </p>
        <p>
          <WhatIsWaitedFor assessment={assessment} />
        </p>
        <p>
          {t('owner')}: <Owner caseworkerId={assessment.caseworkerId} />
        </p>
      </div>
    </>
  );
}

/** A case that was granted goes on as its award. */
export function WhatIsWaitedFor({ assessment }: { readonly assessment: Assessment }) {
  const { awardId } = assessment;
  const award = useRead('getAward', { params: { awardId: awardId ?? '' } }, { enabled: awardId !== null });
  return <Waiting {...(award.data ?? assessment)} />;
}

function Owner({ caseworkerId }: { readonly caseworkerId: string | null }) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const nameOf = useColleagueNames();
  if (caseworkerId === null) return t('owner.nobody');
  if (caseworkerId === me.accountId) return t('owner.me');
  return nameOf(caseworkerId) ?? t('owner.colleague');
}
