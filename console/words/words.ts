import i18next, { type BackendModule, type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { withDatesElided } from '../../domain/italian-articles.ts';
import { reloadOnceBack } from '../client/once-back.ts';
import frame from './it/frame.json';

export type Language = 'it' | 'en';

const KEPT = 'reciproca.language';

const files = import.meta.glob<{ readonly default: Record<string, string> }>('./{it,en}/*.json');

/** The words of one area in one language, fetched when a screen of that area opens. */
const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read(language, area, done) {
    const load = files[`./${language}/${area}.json`];
    if (!load) return done(new Error(`no words for ${area} in ${language}`), false);
    load().then(
      (file) => done(null, file.default),
      // Without its words a screen goes on waiting for them.
      () => void reloadOnceBack(),
    );
  },
};

/** The words say "entro il {{day}}", and of the 8th and the 11th one says "entro l’8". */
const elision: PostProcessorModule = {
  type: 'postProcessor',
  name: 'elision',
  process: (sentence: string) => withDatesElided(sentence),
};

/** The language this browser was last read in, or the one it asks for; Italian otherwise. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'it' || kept === 'en') return kept;
  return navigator.languages.find((language) => /^(it|en)\b/.test(language))?.startsWith('en') ? 'en' : 'it';
}

export async function startWords(): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .use(elision)
    .init({
      lng: firstLanguage(),
      supportedLngs: ['it', 'en'],
      fallbackLng: false,
      ns: ['frame'],
      defaultNS: 'frame',
      partialBundledLanguages: true,
      resources: { it: { frame } },
      returnNull: false,
      postProcess: ['elision'],
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
  showLanguage();
  i18next.on('languageChanged', showLanguage);
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}

export function spoken(): Language {
  return i18next.language === 'en' ? 'en' : 'it';
}

function showLanguage(): void {
  document.documentElement.lang = spoken();
}
