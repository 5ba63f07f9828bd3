import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LanguageSwitch } from '../../frame/language-switch.tsx';
import { Heading } from '../../parts/heading.tsx';

const gaps = ['session', 'documents', 'json', 'pdf'] as const;

/** The accessibility statement in short; docs/guides/it/accessibilita.md is the whole, for the alliance to publish. */
export default function Accessibility() {
  const { t } = useTranslation('accessibility');
  return (
    <main id="content" className="container py-4" tabIndex={-1}>
      <LanguageSwitch />
      <Heading>{t('title')}</Heading>
      <p>{t('intro')}</p>
      <h2 className="h4">{t('state.title')}</h2>
      <p>{t('state.words')}</p>
      <h2 className="h4">{t('gaps.title')}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={gap}>{t(`gap.${gap}`)}</li>
        ))}
      </ul>
      <h2 className="h4">{t('checked.title')}</h2>
      <p>{t('checked.axe')}</p>
      <p>{t('checked.people')}</p>
      <h2 className="h4">{t('contact.title')}</h2>
      <p>{t('contact.words')}</p>
      <p>{t('contact.defender')}</p>
      <p className="mt-5">
        <Link to="/">{t('back')}</Link>
      </p>
    </main>
  );
}
