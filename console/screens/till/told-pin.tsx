import { useTranslation } from 'react-i18next';
import { FocusedHeading } from '../../parts/focused-heading.tsx';

export interface Told {
  readonly label: string;
  readonly pin: string;
}

/** A PIN that is told this once and kept nowhere. */
export function ToldPin({ told, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const { t } = useTranslation('till');
  return (
    <section aria-labelledby="told" className="till-result">
      <FocusedHeading id="told">{t('told.title', { label: told.label })}</FocusedHeading>
      <p className="till-told">{told.pin}</p>
      <p>{t('told.words')}</p>
      <button type="button" className="btn btn-primary" onClick={onClose}>
        {t('told.close')}
      </button>
    </section>
  );
}
