import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { saveFile } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import type { Batch } from './batch-state.tsx';

/** What can be done with a batch as it stands, and by whom: whoever drew it up waits for somebody else. */
export function BatchSteps({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const isOfficer = me.roles.includes('fundOfficer');
  const approves = isOfficer || me.roles.includes('administrator');
  const hasSigned = [batch.drawnBy, batch.approvedBy].includes(me.accountId);
  const { state } = batch;
  const tells =
    state === 'draft' ? (hasSigned || !approves ? 'draft.other' : 'draft.you') : (`${state}.words` as const);
  return (
    <section aria-labelledby="next" className="mt-4 no-print">
      <h2 id="next" className="h4">
        {t('batch.next')}
      </h2>
      <p>{t(`next.${tells}`)}</p>
      {state === 'draft' && approves && !hasSigned && <Approve batch={batch} />}
      {state === 'approved' && isOfficer && <Export batch={batch} />}
      {(state === 'exported' || state === 'closed') && isOfficer && <PaymentFile batch={batch} />}
      {state === 'exported' && (
        <p>
          <Link to="/settlement/bank">{t('batch.toBank')}</Link>
        </p>
      )}
      {(state === 'draft' || state === 'approved') && approves && <Discard batch={batch} />}
    </section>
  );
}

interface OfBatch {
  readonly batch: Batch;
}

function Approve({ batch }: OfBatch) {
  const { t } = useTranslation('fund');
  const approve = useWrite('approveBatch');
  return (
    <AskedWrite
      write={approve}
      label={t('batch.approve')}
      about={batch.code}
      sure={t('batch.approve.words')}
      yes={t('batch.approve.yes')}
      isMain
      onDo={() => approve.mutate({ params: { batchId: batch.id } })}
    />
  );
}

function Export({ batch }: OfBatch) {
  const { t } = useTranslation('fund');
  const send = useWrite('exportBatch');
  return (
    <>
      {send.error && <ProblemNotice error={send.error} />}
      <button
        type="button"
        className="btn btn-primary me-2"
        disabled={send.isPending}
        onClick={() => send.mutate({ params: { batchId: batch.id } })}
      >
        {t('batch.export')}
      </button>
    </>
  );
}

function PaymentFile({ batch }: OfBatch) {
  const { t } = useTranslation('fund');
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setError(undefined);
    try {
      await saveFile('readPaymentFile', { params: { batchId: batch.id } }, `${batch.code}.xml`);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      {error !== undefined && <ProblemNotice error={error} />}
      <p>
        <button type="button" className="btn btn-primary" onClick={() => void save()}>
          {t('batch.file')}
        </button>
      </p>
    </>
  );
}

/** A batch that was discarded is drawn up anew and approved anew. */
function Discard({ batch }: OfBatch) {
  const { t } = useTranslation('fund');
  const discard = useWrite('discardBatch');
  return (
    <AskedWrite
      write={discard}
      label={t('batch.discard')}
      about={batch.code}
      sure={t('batch.discard.words')}
      yes={t('batch.discard.yes')}
      onDo={() => discard.mutate({ params: { batchId: batch.id } })}
    />
  );
}
