import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { DisputeEvidence, HandInEvidence } from '../../parts/dispute-evidence.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, money } from '../../words/format.ts';
import { Waiting } from './waiting.tsx';

type Dispute = Answer<'getVoucherDispute'>;

/** A dispute as its holder follows it: what each side said and handed in, and what was decided. */
export function DisputePart({
  disputeId,
  voucherId,
}: {
  readonly disputeId: string;
  readonly voucherId: string;
}) {
  const { t } = useTranslation('person');
  const params = { disputeId };
  const found = useRead('getVoucherDispute', { params, query: {} });
  const withdraw = useWrite('withdrawVoucherDispute');
  if (!found.data) return <Waiting title={t('dispute.title')} error={found.error} onAgain={found.refetch} />;
  const dispute = found.data;
  return (
    <>
      <p>
        <Link to={`/vouchers/${voucherId}`}>{t('dispute.back')}</Link>
      </p>
      <Heading>{t('dispute.title.code', { code: dispute.code })}</Heading>
      <p role="status">
        <strong>{t(`dispute.state.${dispute.state}`, { day: day(dispute.answerDueOn) })}</strong>
      </p>
      <Said dispute={dispute} />
      <DisputeEvidence dispute={dispute} reader="holder" />
      {dispute.possible.includes('addDisputeEvidence') && <HandInEvidence dispute={dispute} side="holder" />}
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      {dispute.possible.includes('withdrawVoucherDispute') && (
        <section aria-labelledby="withdraw" className="mt-5">
          <h2 id="withdraw" className="h4">
            {t('dispute.withdraw')}
          </h2>
          <p>{t('dispute.withdraw.words')}</p>
          <button
            type="button"
            className="btn btn-outline-primary"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate({ params })}
          >
            {t('dispute.withdraw')}
          </button>
        </section>
      )}
    </>
  );
}

function Said({ dispute }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('person');
  const { id, provider, amountCents, voucherNumber, reason, text, answer, agrees, reasons } = dispute;
  return (
    <dl className="console-facts">
      <dt>{t('dispute.what')}</dt>
      <dd>
        {t('dispute.what.line', { amount: money(amountCents), name: provider.name, number: voucherNumber })}
      </dd>
      <dt>{t('dispute.reason')}</dt>
      <dd>{t(`dispute.${reason}`)}</dd>
      <dt>{t('dispute.text')}</dt>
      <dd>{text}</dd>
      {answer !== null && (
        <>
          <dt>{t('dispute.answer')}</dt>
          <dd>
            {t(agrees ? 'dispute.agrees' : 'dispute.disagrees')} {answer}
          </dd>
        </>
      )}
      {reasons !== null && (
        <>
          <dt>{t('dispute.decision')}</dt>
          <dd>
            {dispute.grantedCents !== null &&
              dispute.grantedCents > 0 &&
              t('dispute.granted', { amount: money(dispute.grantedCents) })}{' '}
            {reasons}{' '}
            <a href={fileAddress('readDisputeDecision', { params: { disputeId: id }, query: {} })} download>
              {t('dispute.letter')}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}
