import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Something edited apart from the table it belongs to: the browser holds the focus in it and gives it back after. */
export function Panel({
  title,
  onUndo,
  onClose,
  cancel,
  children,
}: {
  readonly title: string;
  /** Puts back what was there when it was opened. */
  readonly onUndo?: () => void;
  readonly onClose: () => void;
  /** Says of what is sent by a button of its own that closing sends nothing. */
  readonly cancel?: string | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="console-panel"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        dialog.current?.close();
        onClose();
      }}
    >
      <h2 id={id} className="h4">
        {title}
      </h2>
      {children}
      <div className="console-actions">
        <button
          type="button"
          className={cancel ? 'btn btn-outline-primary' : 'btn btn-primary'}
          onClick={() => {
            dialog.current?.close();
            onClose();
          }}
        >
          {cancel ?? t('panel.done')}
        </button>
        {onUndo && (
          <button
            type="button"
            className="btn btn-outline-primary"
            onClick={() => {
              onUndo();
              dialog.current?.close();
              onClose();
            }}
          >
            {t('panel.undo')}
          </button>
        )}
      </div>
    </dialog>
  );
}
