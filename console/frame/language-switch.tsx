import { useTranslation } from 'react-i18next';
import { speak, spoken, type Language } from '../words/words.ts';

const languages: readonly Language[] = ['it', 'en'];

export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('language')} className="console-languages">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={spoken() === language}
          onClick={() => void speak(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </div>
  );
}
