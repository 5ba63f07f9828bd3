import { useId, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { Group, MenuScreen } from './grouped-menu.ts';

/**
 * Several screens under one heading. Folded, the heading is a button that opens them; Escape, a choice, and going
 * elsewhere close them.
 */
export function MenuGroup({
  group,
  screens,
  isFolded,
  isOpen,
  onOpen,
  children,
}: {
  readonly group: Group;
  readonly screens: readonly MenuScreen[];
  readonly isFolded: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const isHere = screens.some(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  if (!isFolded)
    return (
      <>
        <span id={id} className="console-menu-heading">
          {t(group)}
        </span>
        <ul aria-labelledby={id}>{children}</ul>
      </>
    );
  const closeWhenLeft = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) onOpen(false);
  };
  const closeByKey = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !isOpen) return;
    onOpen(false);
    button.current?.focus();
  };
  return (
    // What it hears comes from the button and the links within.
    <div role="presentation" className="console-menu-group" onBlur={closeWhenLeft} onKeyDown={closeByKey}>
      <button
        ref={button}
        type="button"
        className={isHere ? 'active' : undefined}
        aria-current={isHere ? 'true' : undefined}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onOpen(!isOpen)}
      >
        {t(group)}
      </button>
      <ul id={id} hidden={!isOpen}>
        {children}
      </ul>
    </div>
  );
}
