import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Assessment } from './case-page.tsx';
import { itemsAt, type Dossier } from './dossier-items.ts';
import { FilledForm } from './filled-form.tsx';
import { FormsTable } from './forms-table.tsx';
import { nameOf, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import { caseKinds, isAboutPerson, isItemKind, personKinds, type ItemKind } from './item-kinds.ts';
import type { Reason } from './opening.tsx';

const list = '?tab=forms';

/** What the dossier says so far, and the forms by which it is said; the address tells which one is open. */
export function FormsTab({
  assessment,
  reason,
}: {
  readonly assessment: Assessment;
  readonly reason: Reason;
}) {
  const { t } = useTranslation('cases');
  const [search] = useSearchParams();
  const navigate = useNavigate();
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
  if (isAboutPerson(kind) && !personId) return <WhoseForm kind={kind} people={people.data} />;
  const person = isAboutPerson(kind) ? { id: personId!, name: nameOf(people.data, personId!) } : undefined;
  return (
    <>
      <h2 className="h4">{t(`item.${kind}`)}</h2>
      {person && <p>{t('forms.about', { name: person.name })}</p>}
      <FilledForm
        kind={kind}
        assessmentId={assessment.id}
        person={person}
        kept={itemsAt(dossier.data, kind, person?.id).at(-1)}
        back={list}
        onSent={() => void navigate(list)}
      />
    </>
  );
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
            <Link to={`${list}&form=${kind}&person=${id}`}>{name}</Link>
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
  const unsaid = () => t('forms.nothing');
  return (
    <>
      {!mayWrite && <p>{t('forms.closed')}</p>}
      <h2 className="h4">{t('forms.case')}</h2>
      <FormsTable
        kinds={caseKinds}
        dossier={dossier}
        caption={t('forms.case')}
        addressOf={mayWrite ? (kind) => `${list}&form=${kind}` : undefined}
        unsaid={unsaid}
      />
      {people.map((person) => (
        <section key={person.id}>
          <h2 className="h4 mt-4">{person.name}</h2>
          <FormsTable
            kinds={personKinds}
            dossier={dossier}
            person={person}
            caption={t('forms.of', { name: person.name })}
            addressOf={mayWrite ? (kind) => `${list}&form=${kind}&person=${person.id}` : undefined}
            unsaid={unsaid}
          />
        </section>
      ))}
    </>
  );
}
