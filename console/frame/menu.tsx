import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '../session/session-context.ts';
import { groupedMenu, type Entry, type MenuScreen } from './grouped-menu.ts';
import { MenuGroup } from './menu-group.tsx';
import { useWidth } from './use-width.ts';

/** What somebody may open: a row at a desk, where headings open; one list under plain headings on a phone. */
export function Menu({ isOpen, onChosen }: { readonly isOpen: boolean; readonly onChosen: () => void }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const isWide = useWidth() === 'wide';
  const [openGroup, setOpenGroup] = useState<string>();
  const chosen = () => {
    setOpenGroup(undefined);
    onChosen();
  };
  return (
    <nav id="menu" aria-label={t('menu')} className={isOpen ? 'console-menu open' : 'console-menu'}>
      <ul className="container">
        {groupedMenu(me).map((entry) => (
          <li key={keyOf(entry)}>
            {'path' in entry ? (
              <MenuLink screen={entry} onChosen={chosen} />
            ) : (
              <MenuGroup
                group={entry.group}
                screens={entry.screens}
                isFolded={isWide}
                isOpen={openGroup === entry.group}
                onOpen={(isNowOpen) => setOpenGroup(isNowOpen ? entry.group : undefined)}
              >
                {entry.screens.map((screen) => (
                  <li key={screen.path}>
                    <MenuLink screen={screen} onChosen={chosen} />
                  </li>
                ))}
              </MenuGroup>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MenuLink({
  screen: { path, menu },
  onChosen,
}: {
  readonly screen: MenuScreen;
  readonly onChosen: () => void;
}) {
  const { t } = useTranslation();
  return (
    <NavLink to={path} onClick={onChosen}>
      {t(menu)}
    </NavLink>
  );
}

function keyOf(entry: Entry): string {
  return 'path' in entry ? entry.path : entry.group;
}
