import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../parts/tag.tsx';
import type { Application } from './use-own-application.ts';

const tones: Readonly<Record<Application['state'], Tone>> = {
  applied: 'soon',
  docsPending: 'soon',
  review: 'soon',
  admitted: 'good',
  refused: 'late',
  withdrawn: 'plain',
  closed: 'plain',
};

export function ApplicationTag({ state }: { readonly state: Application['state'] }) {
  const { t } = useTranslation('provider');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
