import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';

export type Summary = Answer<'listRuleVersions'>['items'][number];

const tones: Record<Summary['state'], Tone> = {
  draft: 'plain',
  inReview: 'soon',
  published: 'good',
  retired: 'plain',
};

export function StateTag({ version }: { readonly version: Summary }) {
  const { t } = useTranslation('rules');
  return (
    <>
      <Tag tone={tones[version.state]}>{t(`state.${version.state}`)}</Tag>
      {version.retirementAsked && (
        <>
          {' '}
          <Tag tone="soon">{t('state.retirementAsked')}</Tag>
        </>
      )}
    </>
  );
}
