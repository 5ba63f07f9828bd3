import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import { FindingForm } from './finding-form.tsx';
import { FindingWords } from './finding-words.tsx';
import { nameOf, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import { InstrumentForm } from './instrument-form.tsx';
import { caseKinds, instrumentKinds, isItemKind, personKinds, type ItemKind } from './item-kinds.ts';
import type { Reason } from './opening.tsx';

type Dossier = Answer<'openDossier'>;
export type Item = Dossier['items'][number];

/** What the dossier says so far, and the forms by which it is said; the address tells which one is open. */
export function FormsTab({
  assessment,
  reason,
}: {
  readonly assessment: Assessment;
  readonly reason: Reason;
}) {
  const [search] = useSearchParams();
  const dossier = useRead(
    'openDossier',
    { params: { assessmentId: assessment.id }, query: { reason } },
    { once: true },
  );
  const people = useHouseholdPeople(assessment.householdId, reason);
  const error = dossier.error ?? people.error;
  if (error) return <ProblemNotice error={error} onAgain={() => void dossier.refetch()} />;
  if (!dossier.data || !people.data) return <Loading />;
  const kind = search.get('form');
  const personId = search.get('person') ?? undefined;
  const mayWrite = assessment.possible.includes('submitDossier');
  if (!isItemKind(kind) || !mayWrite)
    return <FormsList dossier={dossier.data} people={people.data} mayWrite={mayWrite} />;
  const isAboutPerson = (personKinds as readonly string[]).includes(kind);
  if (isAboutPerson && !personId) return <WhoseForm kind={kind} people={people.data} />;
  const form = {
    kind,
    assessmentId: assessment.id,
    person: isAboutPerson ? { id: personId!, name: nameOf(people.data, personId!) } : undefined,
    kept: dossier.data.items.find((item) => placeOf(item) === `${kind}/${personId ?? ''}`),
  };
  return instrumentKinds.includes(kind) ? (
    <InstrumentForm key={kind + personId} {...form} />
  ) : (
    <FindingForm key={kind + personId} {...form} />
  );
}

function placeOf(item: Item): string {
  return `${item.kind}/${'personId' in item ? item.personId : ''}`;
}

function WhoseForm({ kind, people }: { readonly kind: ItemKind; readonly people: readonly KnownPerson[] }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <h2 className="h4">{t(`item.${kind}`)}</h2>
      <p>{t('forms.whose')}</p>
      <ul className="console-rows">
        {people.map(({ id, name }) => (
          <li key={id}>
            <Link to={`?tab=forms&form=${kind}&person=${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Listed {
  readonly dossier: Dossier;
  readonly people: readonly KnownPerson[];
  readonly mayWrite: boolean;
}

function FormsList({ dossier, people, mayWrite }: Listed) {
  const { t } = useTranslation('cases');
  return (
    <>
      {!mayWrite && <p>{t('forms.closed')}</p>}
      <h2 className="h4">{t('forms.case')}</h2>
      <Kinds kinds={caseKinds} dossier={dossier} mayWrite={mayWrite} caption={t('forms.case')} />
      {people.map((person) => (
        <section key={person.id}>
          <h2 className="h4 mt-4">{person.name}</h2>
          <Kinds
            kinds={personKinds}
            dossier={dossier}
            mayWrite={mayWrite}
            person={person}
            caption={t('forms.of', { name: person.name })}
          />
        </section>
      ))}
    </>
  );
}

function Kinds({
  kinds,
  dossier,
  mayWrite,
  person,
  caption,
}: {
  readonly kinds: readonly ItemKind[];
  readonly dossier: Dossier;
  readonly mayWrite: boolean;
  readonly person?: KnownPerson;
  readonly caption: string;
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
            {mayWrite && <th scope="col">{t('forms.do')}</th>}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const items = dossier.items.filter((item) => placeOf(item) === `${kind}/${person?.id ?? ''}`);
            const address = `?tab=forms&form=${kind}${person ? `&person=${person.id}` : ''}`;
            return (
              <tr key={kind}>
                <th scope="row">{t(`item.${kind}`)}</th>
                <td>
                  {items.length === 0 && t('forms.nothing')}
                  {items.map((item) => (
                    <Said key={item.id} item={item} readings={dossier.readings} />
                  ))}
                </td>
                {mayWrite && (
                  <td>
                    <Link
                      className="d-inline-block py-1"
                      to={address}
                      aria-label={`${t(items.length ? 'forms.change' : 'forms.fill')}: ${t(`item.${kind}`)}${person ? `, ${person.name}` : ''}`}
                    >
                      {t(items.length ? 'forms.change' : 'forms.fill')}
                    </Link>
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

function Said({ item, readings }: { readonly item: Item; readonly readings: Dossier['readings'] }) {
  const { t } = useTranslation('cases');
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
