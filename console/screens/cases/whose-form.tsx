import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { day } from '../../words/format.ts';
import { kindsAbout } from './asked-forms.ts';
import { itemsAt, type Dossier } from './dossier-items.ts';
import type { KnownPerson } from './household-people.ts';
import type { ItemKind } from './item-kinds.ts';

/** Whom a form can be about; beside each, whether that is still to be said. */
export function WhoseForm({
  kind,
  dossier,
  people,
  list,
}: {
  readonly kind: ItemKind;
  readonly dossier: Dossier;
  readonly people: readonly KnownPerson[];
  /** Where all forms are. */
  readonly list: string;
}) {
  const { t } = useTranslation('cases');
  const saidOf = (personId: string) => {
    const last = itemsAt(dossier, kind, personId).at(-1);
    return last ? t('forms.recorded', { day: day(last.recordedAt) }) : t('forms.nothing');
  };
  return (
    <>
      <h2 className="h4">{t(`item.${kind}`)}</h2>
      <p>{t('forms.whose')}</p>
      <ul className="console-rows">
        {people
          .filter(({ id }) => kindsAbout(dossier, id).includes(kind))
          .map(({ id, name }) => (
            <li key={id}>
              <Link to={`${list}&form=${kind}&person=${id}`}>{name}</Link> · {saidOf(id)}
            </li>
          ))}
      </ul>
      <Link to={list}>{t('notNow')}</Link>
    </>
  );
}
