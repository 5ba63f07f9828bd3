import { useTranslation } from 'react-i18next';
import { FocusedHeading } from '../../parts/focused-heading.tsx';

export interface Told {
  readonly label: string;
  /** Nothing where the first answer, which alone says it, went astray. */
  readonly pin: string | undefined;
}

/** A PIN that is told this once and kept nowhere. */
export function ToldPin({ told, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const { t } = useTranslation('till');
  return (
    <section aria-labelledby="told" className="till-result">
      <FocusedHeading id="told">{t('told.title', { label: told.label })}</FocusedHeading>
      {told.pin && <p className="till-told">{told.pin}</p>}
      <p>{t(told.pin ? 'told.words' : 'told.lost')}</p>
      <button type="button" className="btn btn-primary" onClick={onClose}>
        {t(told.pin ? 'told.close' : 'told.understood')}
      </button>
    </section>
  );
}
