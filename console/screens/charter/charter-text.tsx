import type { Answer } from '../../client/call.ts';
import { useTranslation } from 'react-i18next';

export type Text = Answer<'readCharter'>;

/** The articles, each with what whoever signs takes on by it. */
export function CharterText({ text, lang }: { readonly text: Text; readonly lang?: string }) {
  const { t } = useTranslation('charter');
  return (
    <div className="console-text" lang={lang}>
      {text.articles.map(({ title, paragraphs, obligations }, index) => (
        <section key={index} className="mb-4">
          <h2 className="h5">{title}</h2>
          {paragraphs.map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
          {obligations.length > 0 && (
            <>
              <p className="mb-1" lang={lang && 'it'}>
                <strong>{t('text.obligations')}</strong>
              </p>
              <ul>
                {obligations.map((obligation) => (
                  <li key={obligation}>{obligation}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </div>
  );
}
