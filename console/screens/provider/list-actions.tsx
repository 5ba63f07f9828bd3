import { useTranslation } from 'react-i18next';

/** Changes one of a list, or takes it off; the last one stays. */
export function ListActions({
  name,
  isBusy,
  onChange,
  onRemove,
}: {
  readonly name: string;
  readonly isBusy: boolean;
  readonly onChange: () => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { t } = useTranslation('provider');
  return (
    <div className="console-actions my-0">
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        aria-label={`${t('list.change')}: ${name}`}
        onClick={onChange}
      >
        {t('list.change')}
      </button>
      {onRemove && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={`${t('list.remove')}: ${name}`}
          disabled={isBusy}
          onClick={onRemove}
        >
          {t('list.remove')}
        </button>
      )}
    </div>
  );
}
