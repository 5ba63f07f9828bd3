import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serviceNow } from '../client/service-clock.ts';
import { useRead } from '../client/use-read.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { markWindow } from '../parts/window-title.ts';
import { clock } from '../words/format.ts';
import { useSession } from './session-context.ts';
import { SignOut } from './sign-out.tsx';

/** So long before a session ends its holder is told: time enough to finish a sentence and to answer (WCAG 2.2.1). */
const WARNING_MS = 2 * 60_000;
const LOOK_AGAIN_MS = 5_000;

/** Warns of the end of the session: put off by one call when nobody used it for a while, and told when it cannot be. */
export function SessionEnd() {
  const { me } = useSession();
  const [readOf, setReadOf] = useState<string>();
  const { expiresAt = '', idleAt } = me.session ?? {};
  // The instant at which it lapses unused is never after the one at which it ends.
  const end = idleAt ?? expiresAt;
  const isNear = useIsNear(end);
  if (!isNear || readOf === end) return null;
  return <Warning end={end} isLast={end === expiresAt} onRead={() => setReadOf(end)} />;
}

function useIsNear(end: string): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const look = () => setNear(leftUntil(end) < WARNING_MS);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [end]);
  // An end that was put off is far at once.
  return isNear && leftUntil(end) < WARNING_MS;
}

function leftUntil(end: string): number {
  return Date.parse(end) - serviceNow();
}

function Warning({
  end,
  isLast,
  onRead,
}: {
  readonly end: string;
  readonly isLast: boolean;
  readonly onRead: () => void;
}) {
  const { t } = useTranslation();
  const me = useRead('getMe', {});
  const dialog = useShown();
  const kind = isLast ? 'last' : 'unused';
  const goOn = () => (isLast ? onRead() : void me.refetch());
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className="console-panel"
      aria-labelledby="session-end"
      aria-describedby="session-end-words"
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <h2 id="session-end" className="h4">
        {t('sessionEnd.title', { time: clock(end) })}
      </h2>
      <p id="session-end-words">{t(`sessionEnd.${kind}`)}</p>
      {me.error && <ProblemNotice error={me.error} />}
      <div className="console-actions">
        <button type="button" className="btn btn-primary" onClick={goOn}>
          {t(`sessionEnd.${kind}.goOn`)}
        </button>
        <SignOut />
      </div>
    </dialog>
  );
}

/**
 * The focus goes to the dialog and to no button: whoever is typing at that moment presses none with the next blank. It
 * goes back to where it was, and so does the window's name.
 */
function useShown() {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.focus();
    const unmark = markWindow(() => t('sessionEnd.window'));
    return () => {
      unmark();
      shown?.close();
    };
  }, [t]);
  return dialog;
}
