import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';
import { day, romeToday } from '../../words/format.ts';
import { standingOf } from './step-state.tsx';
import type { Application, Step } from './use-own-application.ts';

/** Whose turn it is, for what, until when: what was sent back comes before what others look at meanwhile. */
export function WaitingFor({ application: { waitingFor, steps } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const step =
    steps.find((one) => standingOf(one) === 'toCorrect') ??
    steps.find(({ owner, step: name }) => waitingFor === `${owner}.${name}`);
  if (!step) return null;
  return (
    <p>
      {t('waiting', { who: t(`owner.${step.owner}`), what: step.title })}
      {step.dueOn && ` ${t('waiting.until', { day: day(step.dueOn) })}`} <Late step={step} />
    </p>
  );
}

export function Late({ step: { state, dueOn } }: { readonly step: Step }) {
  const { t } = useTranslation('provider');
  if (state === 'done' || dueOn === null || dueOn >= romeToday()) return null;
  return <Tag tone="late">{t('late')}</Tag>;
}
