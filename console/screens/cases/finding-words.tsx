import { useTranslation } from 'react-i18next';
import { centsOf } from '../../words/cents.ts';
import { day, money } from '../../words/format.ts';
import type { Item } from './dossier-items.ts';
import { findingFields, kindsWithEvidence, typedOf, type FindingField } from './finding-fields.ts';

/** What was found, in the words of its form. */
export function FindingWords({ item }: { readonly item: Item }) {
  const { t } = useTranslation('cases');
  const fields = findingFields[item.kind];
  if (!fields) return null;
  const typed = typedOf(item.kind, item.value);
  const answer = ({ type }: FindingField, given: string) => {
    if (type === 'choice') return t(`answer.${given}` as 'answer.yes');
    if (type === 'date') return day(given);
    return type === 'euro' ? money(centsOf(given) ?? 0) : given;
  };
  const said = fields.filter(({ name, type }) => type !== 'document' && typed[name] !== undefined);
  return (
    <span className="d-block small">
      {said
        .map((field) => `${t(`field.${field.name}` as 'field.note')} ${answer(field, typed[field.name]!)}`)
        .join(' · ')}
      {kindsWithEvidence.includes(item.kind) && <q className="d-block">{typed['note']}</q>}
    </span>
  );
}
