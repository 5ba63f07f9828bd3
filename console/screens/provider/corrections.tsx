import { useTranslation } from 'react-i18next';
import { fieldWords } from './field-words.ts';
import type { Step } from './use-own-application.ts';

/** What is to be put right at a step, in the words of whoever asked. */
export function Corrections({ step: { fields, note, state } }: { readonly step: Step }) {
  const { t } = useTranslation('provider');
  if (state !== 'open' || (fields.length === 0 && !note)) return null;
  return (
    <div className="console-missing mb-3">
      <p className={note ? '' : 'mb-0'}>
        <strong>
          {t('corrections', { fields: fields.map((field) => fieldWords(field, t)).join(', ') })}
        </strong>
      </p>
      {note && <p className="mb-0">{t('corrections.note', { note })}</p>}
    </div>
  );
}
