import { useTranslation } from 'react-i18next';
import { ReadStates } from '../../parts/read-states.tsx';
import { isAsked, isNeeded } from '../cases/asked-forms.ts';
import { itemsAt, type Dossier } from '../cases/dossier-items.ts';
import { FormsTable } from '../cases/forms-table.tsx';
import { caseKinds, isFinding, personKinds, type ItemKind } from '../cases/item-kinds.ts';
import type { Application } from './application.tsx';
import { isOwnToFill, useFormPeople, useOwnDossier, type FormPerson } from './form-people.ts';
import { WhyClosed } from './why-closed.tsx';

/** What whoever asks fills in themselves and what a caseworker records, each with what it says so far. */
export function OwnForms({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const dossier = useOwnDossier(application.id);
  const { people, isPending } = useFormPeople(dossier.data?.members ?? []);
  if (!dossier.data || isPending) return <ReadStates of={dossier} />;
  const isOpen = application.possible.includes('submitDossier');
  const list = { application, dossier: dossier.data, isOpen };
  return (
    <section aria-labelledby="own-forms" className="mt-5">
      <h2 id="own-forms" className="h4">
        {t(isOpen ? 'own.title' : 'own.title.closed')}
      </h2>
      {isOpen ? <p>{t('own.words')}</p> : <WhyClosed application={application} />}
      {isOpen && people.some(({ isNameless }) => isNameless) && <p>{t('own.nameless')}</p>}
      {!isOpen && dossier.data.items.length === 0 && <p>{t('own.none')}</p>}
      <OwnTable {...list} kinds={caseKinds} title={t('own.case')} />
      {people.map((person) => (
        <OwnTable
          key={person.id}
          {...list}
          kinds={personKinds.filter((kind) => isAsked(kind, person))}
          person={person}
          title={person.name}
        />
      ))}
    </section>
  );
}

function OwnTable({
  application,
  dossier,
  isOpen,
  kinds,
  person,
  title,
}: {
  readonly application: Application;
  readonly dossier: Dossier;
  readonly isOpen: boolean;
  readonly kinds: readonly ItemKind[];
  readonly person?: FormPerson;
  readonly title: string;
}) {
  const { t } = useTranslation('person');
  const shown = kinds
    .filter((kind) => isOpen || itemsAt(dossier, kind, person?.id).length > 0)
    .toSorted((one, other) => Number(isFinding(one)) - Number(isFinding(other)));
  const unsaid = (kind: ItemKind) => {
    if (isFinding(kind)) return t('own.byCaseworker');
    if (!isNeeded(dossier, kind, person)) return t('own.notNeeded');
    return t(`own.unsaid.${kind as 'isee'}`);
  };
  const addressOf = (kind: ItemKind) =>
    isOwnToFill(dossier, kind, person) ? formAddress(application.id, kind, person?.id) : undefined;
  if (shown.length === 0) return null;
  return (
    <>
      <h3 className="h5 mt-4">{title}</h3>
      <FormsTable
        kinds={shown}
        dossier={dossier}
        {...(person ? { person } : {})}
        caption={title}
        addressOf={isOpen ? addressOf : undefined}
        unsaid={unsaid}
        isOwn
      />
    </>
  );
}

function formAddress(assessmentId: string, kind: ItemKind, personId: string | undefined): string {
  return `/my-applications/${assessmentId}/forms/${kind}${personId ? `/${personId}` : ''}`;
}
