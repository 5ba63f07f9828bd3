import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Version } from './use-version-draft.ts';

const reasons = ['replaced', 'lawChanged', 'mistake', 'givenUp'] as const;
type Reason = (typeof reasons)[number];

/** A draft or what is in review is given up by one; what is published takes two: one asks, another does it. */
export function RetireForm({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const [reason, setReason] = useState<Reason | ''>('');
  const [isMissing, setMissing] = useState(false);
  const ask = useWrite('askRetirement');
  const retire = useWrite('retireVersion');
  const step = version.state !== 'published' ? 'giveUp' : version.retirementAsked ? 'retire' : 'ask';
  const write = step === 'ask' ? ask : retire;
  const error = ask.error ?? retire.error;
  return (
    <form
      noValidate
      className="console-form mb-5"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(reason === '');
        if (reason !== '') write.mutate({ params: { versionId: version.id }, body: { reason } });
      }}
    >
      <h2 className="h4">{t(`retire.${step}.title`)}</h2>
      <p>{t(`retire.${step}.words`)}</p>
      {error && <ProblemNotice error={error} />}
      <Choice
        legend={t('retire.reason')}
        error={isMissing && reason === '' ? t('retire.reason.missing') : undefined}
        options={reasons.map((value) => ({ value, label: t(`retire.reason.${value}`) }))}
        chosen={reason}
        onChoose={(value) => setReason(value as Reason)}
      />
      <button type="submit" className="btn btn-outline-danger" disabled={write.isPending}>
        {t(write.isPending ? 'sending' : `retire.${step}.send`)}
      </button>
    </form>
  );
}
