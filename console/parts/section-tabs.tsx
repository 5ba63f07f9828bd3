import { NavLink } from 'react-router';

/** The screens of one section, side by side. */
export function SectionTabs({
  name,
  tabs,
}: {
  readonly name: string;
  readonly tabs: readonly { readonly path: string; readonly label: string }[];
}) {
  return (
    <nav className="console-tabs no-print" aria-label={name}>
      <ul>
        {tabs.map(({ path, label }) => (
          <li key={path}>
            <NavLink to={path} end>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
