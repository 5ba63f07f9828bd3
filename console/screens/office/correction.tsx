import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment, money } from '../../words/format.ts';
import { CorrectionDecision } from './correction-decision.tsx';

type Correction = Answer<'getCorrection'>;

/** One correction, with why it was asked for; whoever asked does not decide it. */
export default function CorrectionScreen() {
  const { t } = useTranslation('office');
  const { me } = useSession();
  const { correctionId = '' } = useParams();
  const correction = useRead('getCorrection', { params: { correctionId } });
  const told = correction.data;
  const decides = me.roles.includes('fundOfficer') || me.roles.includes('administrator');
  return (
    <>
      <p className="no-print">
        <Link to="/office/corrections">{t('correction.back')}</Link>
      </p>
      <Heading>{told ? t(`correctionKind.${told.kind}`) : t('correction.untitled')}</Heading>
      <ReadStates of={correction} />
      {told && (
        <>
          <Facts correction={told} />
          {told.possible.length > 0 && <CorrectionDecision correctionId={told.id} />}
          {told.state === 'asked' && decides && told.possible.length === 0 && (
            <p>{t('correction.byAnother')}</p>
          )}
        </>
      )}
    </>
  );
}

function Facts({ correction: told }: { readonly correction: Correction }) {
  const { t } = useTranslation('office');
  const right = told.rightCents === null ? t('correction.nothing') : money(told.rightCents);
  return (
    <dl className="console-facts">
      <dt>{t('correction.state')}</dt>
      <dd>
        <Tag tone={told.state === 'asked' ? 'soon' : 'plain'}>{t(`correctionState.${told.state}`)}</Tag>
      </dd>
      <dt>{t('correction.provider')}</dt>
      <dd>
        <OrganisationName id={told.providerId} />
      </dd>
      <dt>{t('correction.voucher')}</dt>
      <dd>{told.voucherNumber}</dd>
      {told.takenCents !== null && (
        <>
          <dt>{t('correction.taken')}</dt>
          <dd>{money(told.takenCents)}</dd>
        </>
      )}
      {told.servedAt && (
        <>
          <dt>{t('correction.servedAt')}</dt>
          <dd>{moment(told.servedAt)}</dd>
        </>
      )}
      <dt>{t('correction.right')}</dt>
      <dd>{told.kind === 'lateSlip' && told.rightCents === null ? t('correction.allLeft') : right}</dd>
      <dt>{t('correction.reason')}</dt>
      <dd>{told.reason ?? t('correction.erased')}</dd>
      {told.answer && (
        <>
          <dt>{t('correction.answer')}</dt>
          <dd>{told.answer}</dd>
        </>
      )}
      {told.decidedAt && (
        <>
          <dt>{t('correction.decidedAt')}</dt>
          <dd>{moment(told.decidedAt)}</dd>
        </>
      )}
    </dl>
  );
}
