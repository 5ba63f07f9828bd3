import { useTranslation } from 'react-i18next';
import { useOrganisationName } from '../../parts/organisation-name.tsx';
import { money } from '../../words/format.ts';
import type { FamilyChange } from './declarations.tsx';

/** What of a year turned taxable, or free of tax again. */
export function Adjusted({ by: { adjustments } }: { readonly by: FamilyChange }) {
  if (adjustments.length === 0) return null;
  return (
    <ul className="mb-0">
      {adjustments.map((one) => (
        <Adjustment key={`${one.employerId} ${one.year}`} of={one} />
      ))}
    </ul>
  );
}

function Adjustment({
  of: { employerId, year, taxableBeforeCents, taxableCents },
}: {
  readonly of: FamilyChange['adjustments'][number];
}) {
  const { t } = useTranslation('family');
  const employer = useOrganisationName(employerId);
  return (
    <li>
      {t('adjusted', { year, employer, before: money(taxableBeforeCents), after: money(taxableCents) })}
    </li>
  );
}
