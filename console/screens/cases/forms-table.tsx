import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { day } from '../../words/format.ts';
import { itemsAt, type Dossier, type Item } from './dossier-items.ts';
import { FindingWords } from './finding-words.tsx';
import { isFinding, type ItemKind } from './item-kinds.ts';

/** Forms, one a row: what each says so far, and the way to it for whoever may fill it in. */
export function FormsTable({
  kinds,
  dossier,
  person,
  caption,
  addressOf,
  unsaid,
  isOwn = false,
}: {
  readonly kinds: readonly ItemKind[];
  readonly dossier: Dossier;
  readonly person?: { readonly id: string; readonly name: string };
  readonly caption: string;
  /** Where a form is filled in; undefined where it is not. */
  readonly addressOf: ((kind: ItemKind) => string | undefined) | undefined;
  /** What stands for a form that says nothing yet. */
  readonly unsaid: (kind: ItemKind) => string;
  /** Read by whoever asks the Fund: what a caseworker found is told by its day alone. */
  readonly isOwn?: boolean;
}) {
  const { t } = useTranslation('cases');
  return (
    <div className="console-table">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forms.form')}</th>
            <th scope="col">{t('forms.said')}</th>
            {addressOf && <th scope="col">{t('forms.do')}</th>}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const items = itemsAt(dossier, kind, person?.id);
            const address = addressOf?.(kind);
            const action = t(items.length > 0 ? 'forms.change' : 'forms.fill');
            const names = [t(`item.${kind}`), ...(person ? [person.name] : [])];
            return (
              <tr key={kind}>
                <th scope="row">{t(`item.${kind}`)}</th>
                <td>
                  {items.length === 0 && unsaid(kind)}
                  {items.map((item) => (
                    <Said
                      key={item.id}
                      item={item}
                      readings={dossier.readings}
                      isBrief={isOwn && isFinding(kind)}
                    />
                  ))}
                </td>
                {addressOf && (
                  <td>
                    {address && (
                      <Link
                        className="d-inline-block py-1"
                        to={address}
                        aria-label={`${action}: ${names.join(', ')}`}
                      >
                        {action}
                      </Link>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Said({
  item,
  readings,
  isBrief,
}: {
  readonly item: Item;
  readonly readings: Dossier['readings'];
  readonly isBrief: boolean;
}) {
  const { t } = useTranslation('cases');
  if (isBrief) return t('forms.recorded', { day: day(item.recordedAt) });
  const reading = readings.find(({ itemId }) => itemId === item.id);
  return (
    <p className="mb-0">
      {t('forms.recorded', { day: day(item.recordedAt) })}
      {reading?.points != null && ` · ${t('forms.points', { count: reading.points })}`}
      {reading &&
        reading.missingItemIds.length > 0 &&
        ` · ${t('forms.missing', { count: reading.missingItemIds.length })}`}
      {reading?.furtherAssessment === true && ` · ${t('forms.further')}`}
      <FindingWords item={item} />
    </p>
  );
}
