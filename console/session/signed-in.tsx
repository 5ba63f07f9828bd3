import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Heading } from '../parts/heading.tsx';

/** Where a sign-in ends that was begun beside a page whose session had lapsed: that page has what was typed. */
export default function SignedIn() {
  const { t } = useTranslation();
  return (
    <main id="content" className="container py-4" tabIndex={-1}>
      <Heading>{t('signedIn.title')}</Heading>
      <p>{t('signedIn.words')}</p>
      <Link to="/">{t('signedIn.here')}</Link>
    </main>
  );
}
