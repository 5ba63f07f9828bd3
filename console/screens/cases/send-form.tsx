import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OpenForm } from './use-item-write.ts';

/** Sends a form, or leaves it as it is typed and goes back to the list. */
export function SendForm({ open, isPending }: { readonly open: OpenForm; readonly isPending: boolean }) {
  const { t } = useTranslation('cases');
  return (
    <div className="console-actions">
      <button type="submit" className="btn btn-primary" disabled={isPending}>
        {t(isPending ? 'sending' : open.isOwn ? 'forms.handIn' : 'forms.record')}
      </button>
      <Link to={open.back}>{t('notNow')}</Link>
    </div>
  );
}
