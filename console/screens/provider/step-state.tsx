import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../parts/tag.tsx';
import type { Step } from './use-own-application.ts';

export type StepStanding = 'done' | 'toCheck' | 'toCorrect' | 'todo' | 'notYet';

/** A step that has no day yet waits for others; one with fields to correct was sent back. */
export function standingOf({ state, dueOn, fields, note }: Step): StepStanding {
  if (state !== 'open') return state;
  if (fields.length > 0 || note) return 'toCorrect';
  return dueOn === null ? 'notYet' : 'todo';
}

const tones: Readonly<Record<StepStanding, Tone>> = {
  done: 'good',
  toCheck: 'plain',
  toCorrect: 'late',
  todo: 'soon',
  notYet: 'plain',
};

export function StepTag({ step }: { readonly step: Step }) {
  const { t } = useTranslation('provider');
  const standing = standingOf(step);
  return <Tag tone={tones[standing]}>{t(`step.${standing}`)}</Tag>;
}
