import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, fromNow } from '../../words/format.ts';

export type CaseState = Answer<'getAssessment'>['state'];

export const caseStates: readonly CaseState[] = [
  'completeness',
  'awaitingDocuments',
  'evaluation',
  'deciding',
  'granted',
  'refused',
  'withdrawn',
  'inadmissible',
];

const tones: Partial<Record<CaseState, Tone>> = {
  awaitingDocuments: 'soon',
  granted: 'good',
  refused: 'late',
};

export function StateTag({ state }: { readonly state: CaseState }) {
  const { t } = useTranslation('cases');
  return <Tag tone={tones[state] ?? 'plain'}>{t(`state.${state}`)}</Tag>;
}

const waits = {
  'caseworker.completeness': 'waits.completeness',
  'applicant.documents': 'waits.documents',
  'caseworker.recommendation': 'waits.recommendation',
  'commission.decision': 'waits.decision',
  letter: 'waits.letter',
  'fund.allocation': 'waits.allocation',
  'fundOfficer.review': 'waits.review',
  'caseworker.review': 'waits.review',
  'fundOfficer.approval': 'waits.approval',
  'provider.delivery': 'waits.delivery',
  'beneficiary.confirmation': 'waits.confirmation',
  'caseworker.dispute': 'waits.dispute',
  'fundOfficer.settlement': 'waits.settlement',
} as const;

/** What a case waits for and until when; nothing once it is over. */
export function Waiting({
  waitingFor,
  dueAt,
}: {
  readonly waitingFor: string;
  readonly dueAt: string | null;
}) {
  const { t } = useTranslation('cases');
  if (!(waitingFor in waits)) return t('waits.nothing');
  const what = t(waits[waitingFor as keyof typeof waits]);
  if (!dueAt) return t('waits.for', { what });
  const isLate = Date.parse(dueAt) < serviceNow();
  return (
    <>
      {isLate && (
        <>
          <Tag tone="late">{t('late')}</Tag>{' '}
        </>
      )}
      {t('waits.until', { what, day: day(dueAt), when: fromNow(dueAt) })}
    </>
  );
}
