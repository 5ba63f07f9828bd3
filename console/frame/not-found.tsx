import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Heading } from '../parts/heading.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <Heading>{t('notFound.title')}</Heading>
      <p>{t('notFound.words')}</p>
      <Link className="btn btn-primary" to="/">
        {t('notFound.back')}
      </Link>
    </>
  );
}
