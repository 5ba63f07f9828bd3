import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';

export type TaxLetter = Answer<'getOffer'>['services'][number]['taxLetters'][number];

/** Under which letters an employer may give a service, or that none may. */
export function LettersShown({ letters }: { readonly letters: readonly TaxLetter[] }) {
  const { t } = useTranslation('provider');
  if (letters.length === 0) return <span className="console-sentence">{t('letters.none')}</span>;
  return t('letters.shown', { letters: letters.map((letter) => t(`letter.${letter}`)).join('; ') });
}
