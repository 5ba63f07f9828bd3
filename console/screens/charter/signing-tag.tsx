import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../parts/tag.tsx';

const tones = {
  toOpen: 'plain',
  open: 'soon',
  signed: 'soon',
  countersigned: 'good',
  declined: 'late',
  expired: 'late',
  superseded: 'plain',
} as const satisfies Record<string, Tone>;

export function SigningTag({ state }: { readonly state: keyof typeof tones }) {
  const { t } = useTranslation('charter');
  return <Tag tone={tones[state]}>{t(`signing.${state}`)}</Tag>;
}
