import { useTranslation } from 'react-i18next';
import { disputeReasons } from '../../domain/voucher-dispute.ts';
import { fileAddress, type Answer, type Call } from '../client/call.ts';
import { day, moment, money } from '../words/format.ts';
import { spoken } from '../words/words.ts';
import { DisputeEvidence } from './dispute-evidence.tsx';
import { Tag } from './tag.tsx';

export type Dispute = Answer<'getVoucherDispute'>;

/** A dispute as whoever is not its holder reads it: both sides beside each other, the evidence and the decision. */
export function DisputeTold({
  dispute: told,
  reader,
  reason,
}: {
  readonly dispute: Dispute;
  readonly reader: 'provider' | 'office';
  /** Why the office opens it. */
  readonly reason?: NonNullable<Call<'getVoucherDispute'>['query']>['reason'];
}) {
  const { t } = useTranslation('disputes');
  const why = reason ? { reason } : {};
  return (
    <>
      <Facts dispute={told} />
      <div className="console-figures">
        <Said title={t('holderSays')} words={told.text} />
        <Said
          title={t('providerSays')}
          words={
            told.answer ??
            t(`noAnswer.${told.state === 'open' ? reader : 'never'}`, { day: day(told.answerDueOn) })
          }
          agrees={told.agrees}
        />
      </div>
      <DisputeEvidence dispute={told} reader={reader} {...why} />
      {told.reasons && <Said title={t('reasons')} words={told.reasons} />}
      {told.decidedAt && (
        <p>
          <a href={fileAddress('readDisputeDecision', { params: { disputeId: told.id }, query: why })}>
            {t('letter')}
          </a>
        </p>
      )}
    </>
  );
}

function Facts({ dispute: told }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('disputes');
  return (
    <dl className="console-facts">
      <dt>{t('code')}</dt>
      <dd>{told.code}</dd>
      <dt>{t('stateIs')}</dt>
      <dd>
        <Tag tone="plain">{t(`state.${told.state}`)}</Tag>
      </dd>
      <dt>{t('provider')}</dt>
      <dd>{told.provider.name}</dd>
      <dt>{t('redemption')}</dt>
      <dd>{told.redemptionNumber}</dd>
      <dt>{t('voucher')}</dt>
      <dd>{told.voucherNumber}</dd>
      <dt>{t('why')}</dt>
      <dd>{disputeReasons[told.reason][spoken()]}</dd>
      <dt>{t('amount')}</dt>
      <dd>{money(told.amountCents)}</dd>
      {told.grantedCents !== null && (
        <>
          <dt>{t('granted')}</dt>
          <dd>{money(told.grantedCents)}</dd>
        </>
      )}
      <dt>{t('openedAt')}</dt>
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
  const { t } = useTranslation('disputes');
  return (
    <div className="console-card">
      <h2 className="h5">{title}</h2>
      {agrees !== null && (
        <p>
          <strong>{t(agrees ? 'agrees' : 'doesNotAgree')}</strong>
        </p>
      )}
      <p className="mb-0">{words}</p>
    </div>
  );
}
