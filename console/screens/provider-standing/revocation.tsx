import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../client/call.ts';
import { useSession } from '../../session/session-context.ts';
import { day, moment } from '../../words/format.ts';
import { OpenFile } from '../provider/open-file.tsx';
import { DecideRevocation } from './decide-revocation.tsx';
import { MayComplain } from './may-complain.tsx';
import { ProposeRevocation } from './propose-revocation.tsx';
import type { Standing } from './standing-shown.tsx';
import { WithdrawRevocation } from './withdraw-revocation.tsx';

/** The end of an admission: proposed by one, decided by another, with thirty days before it takes effect. */
export function Revocation({
  standing,
  isOffice,
}: {
  readonly standing: Standing;
  readonly isOffice: boolean;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const { organisationId, revocation, endedOn } = standing;
  const isCaseworker = me.roles.includes('caseworker');
  const isRunning = revocation?.state === 'proposed' || revocation?.state === 'decided';
  const isDecided = revocation?.state === 'decided' || revocation?.state === 'effective';
  if (!revocation && !isCaseworker) return null;
  return (
    <section className="mt-4" aria-labelledby="revocation">
      <h2 id="revocation" className="h4">
        {t('revocation.title')}
      </h2>
      {revocation && (
        <>
          <p>
            {t(`revocation.${revocation.state}`, {
              when: moment(revocation.decidedAt ?? revocation.proposedAt),
            })}{' '}
            {revocation.effectiveOn && t('revocation.effectiveOn', { day: day(revocation.effectiveOn) })}
          </p>
          <p className="console-sentence">{revocation.reason}</p>
        </>
      )}
      {revocation?.effectiveOn && !isOffice && (
        <OpenFile
          href={fileAddress('readRevocationLetter', { params: { organisationId } })}
          name={t('ending.letter')}
        />
      )}
      {isDecided && <MayComplain about="revocation" />}
      {isCaseworker && !endedOn && !isRunning && <ProposeRevocation organisationId={organisationId} />}
      {isCaseworker && revocation?.state === 'proposed' && revocation.proposedBy !== me.accountId && (
        <DecideRevocation organisationId={organisationId} />
      )}
      {isCaseworker && revocation?.state === 'proposed' && revocation.proposedBy === me.accountId && (
        <p>{t('revocation.another')}</p>
      )}
      {isCaseworker && isRunning && <WithdrawRevocation organisationId={organisationId} />}
    </section>
  );
}
