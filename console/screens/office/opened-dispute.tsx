import { useTranslation } from 'react-i18next';
import { disputeReasons } from '../../../domain/voucher-dispute.ts';
import { fileAddress, type Answer } from '../../client/call.ts';
import { Tag } from '../../parts/tag.tsx';
import { day, moment, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import type { Reason } from '../cases/opening.tsx';
import { DecideDispute } from './decide-dispute.tsx';

export type Dispute = Answer<'getVoucherDispute'>;

/** Both sides beside each other, the evidence, and the decision. */
export function OpenedDispute({
  dispute: told,
  reason,
}: {
  readonly dispute: Dispute;
  readonly reason: Reason;
}) {
  const { t } = useTranslation('office');
  const given = { params: { disputeId: told.id }, query: { reason } };
  const isDecidable = told.possible.includes('decideVoucherDispute');
  return (
    <>
      <Facts dispute={told} />
      <div className="console-figures">
        <Said title={t('dispute.holderSays')} words={told.text} />
        <Said
          title={t('dispute.providerSays')}
          words={told.answer ?? t('dispute.noAnswer', { day: day(told.answerDueOn) })}
          agrees={told.agrees}
        />
      </div>
      <Evidence dispute={told} reason={reason} />
      {told.reasons && <Said title={t('dispute.reasons')} words={told.reasons} />}
      {told.decidedAt && (
        <p>
          <a href={fileAddress('readDisputeDecision', given)}>{t('dispute.letter')}</a>
        </p>
      )}
      {isDecidable && <DecideDispute dispute={told} />}
      {told.state === 'open' && !isDecidable && (
        <p>{t('dispute.tooEarly', { day: day(told.answerDueOn) })}</p>
      )}
    </>
  );
}

function Facts({ dispute: told }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('office');
  return (
    <dl className="console-facts">
      <dt>{t('dispute.code')}</dt>
      <dd>{told.code}</dd>
      <dt>{t('correction.state')}</dt>
      <dd>
        <Tag tone="plain">{t(`disputeState.${told.state}`)}</Tag>
      </dd>
      <dt>{t('correction.provider')}</dt>
      <dd>{told.provider.name}</dd>
      <dt>{t('dispute.redemption')}</dt>
      <dd>{told.redemptionNumber}</dd>
      <dt>{t('correction.voucher')}</dt>
      <dd>{told.voucherNumber}</dd>
      <dt>{t('dispute.why')}</dt>
      <dd>{disputeReasons[told.reason][spoken()]}</dd>
      <dt>{t('dispute.amount')}</dt>
      <dd>{money(told.amountCents)}</dd>
      {told.grantedCents !== null && (
        <>
          <dt>{t('dispute.granted')}</dt>
          <dd>{money(told.grantedCents)}</dd>
        </>
      )}
      <dt>{t('dispute.openedAt')}</dt>
      <dd>{moment(told.openedAt)}</dd>
    </dl>
  );
}

function Said({
  title,
  words,
  agrees = null,
}: {
  readonly title: string;
  readonly words: string;
  readonly agrees?: boolean | null;
}) {
  const { t } = useTranslation('office');
  return (
    <div className="console-card">
      <h2 className="h5">{title}</h2>
      {agrees !== null && (
        <p>
          <strong>{t(agrees ? 'dispute.agrees' : 'dispute.doesNotAgree')}</strong>
        </p>
      )}
      <p className="mb-0">{words}</p>
    </div>
  );
}

/** What either side handed in; opening one says why, like the dispute itself. */
function Evidence({ dispute, reason }: { readonly dispute: Dispute; readonly reason: Reason }) {
  const { t } = useTranslation('office');
  return (
    <>
      <h2 className="h5">{t('evidence')}</h2>
      {dispute.evidence.length === 0 && <p>{t('evidence.none')}</p>}
      <ul>
        {dispute.evidence.map((one, at) => (
          <li key={one.id}>
            <a
              href={fileAddress('readDisputeEvidence', {
                params: { disputeId: dispute.id, documentId: one.id },
                query: { reason },
              })}
            >
              {t(`evidence.${one.from}`, { number: at + 1, day: day(one.createdAt) })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
