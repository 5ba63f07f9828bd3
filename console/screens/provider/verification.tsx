import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';

export interface Verified {
  readonly integrity: 'verified';
  readonly trust: 'verified' | 'notVerified';
  readonly text: string;
}

/** What was found of a digital signature: the text is whole, and whether its issuer is one that is trusted. */
export function Verification({ verification: { trust, text } }: { readonly verification: Verified }) {
  const { t } = useTranslation('provider');
  return (
    <>
      <p>
        <Tag tone="good">{t('verification.integrity')}</Tag>{' '}
        <Tag tone={trust === 'verified' ? 'good' : 'soon'}>{t(`verification.${trust}`)}</Tag>
      </p>
      <p className="console-sentence">{text}</p>
    </>
  );
}
