import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Told } from '../../parts/told.tsx';
import { isNeeded, kindsAbout } from './asked-forms.ts';
import type { Assessment } from './case-page.tsx';
import { itemsAt, type Dossier } from './dossier-items.ts';
import { FilledForm } from './filled-form.tsx';
import { IseeSimulation } from './isee-simulation.tsx';
import { FormsTable } from './forms-table.tsx';
import { nameOf, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import { caseKinds, isAboutPerson, isItemKind, type ItemKind } from './item-kinds.ts';
import { MissingBox } from './missing-box.tsx';
import type { Reason } from './opening.tsx';
import { WhoseForm } from './whose-form.tsx';

const list = '?tab=forms';

/** What a form that was recorded tells the list. */
interface Recorded {
  readonly recorded: ItemKind;
  readonly personId: string | undefined;
}

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
    return (
      <>
        <JustRecorded people={people.data} />
        <MissingBox assessment={assessment} dossier={dossier.data} isAway />
        <FormsList dossier={dossier.data} people={people.data} mayWrite={mayWrite} />
      </>
    );
  if (isAboutPerson(kind) && !personId)
    return <WhoseForm kind={kind} dossier={dossier.data} people={people.data} list={list} />;
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
        onSent={() =>
          void navigate(list, { state: { recorded: kind, personId: person?.id } satisfies Recorded })
        }
      />
      {kind === 'isee' && <IseeSimulation />}
    </>
  );
}

/** What was recorded last; what is still missing stands below it. */
function JustRecorded({ people }: Pick<Listed, 'people'>) {
  const { t } = useTranslation('cases');
  const { state } = useLocation();
  const { recorded, personId } = (state ?? {}) as Partial<Recorded>;
  if (!recorded) return null;
  const form = t(`item.${recorded}`);
  const name = personId && nameOf(people, personId);
  return (
    <Told key={`${recorded}/${personId}`}>
      {name ? t('forms.done.about', { form, name }) : t('forms.done', { form })}
    </Told>
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
      <FormsTable
        kinds={caseKinds}
        dossier={dossier}
        caption={t('forms.case')}
        addressOf={mayWrite ? (kind) => `${list}&form=${kind}` : undefined}
        unsaid={() => t('forms.nothing')}
      />
      {people.map((person) => (
        <section key={person.id}>
          <h2 className="h4 mt-4">{person.name}</h2>
          <FormsTable
            kinds={kindsAbout(dossier, person.id)}
            dossier={dossier}
            person={person}
            caption={t('forms.of', { name: person.name })}
            addressOf={mayWrite ? (kind) => `${list}&form=${kind}&person=${person.id}` : undefined}
            unsaid={(kind) => t(isNeeded(dossier, kind, person) ? 'forms.nothing' : 'forms.notNeeded')}
          />
        </section>
      ))}
    </>
  );
}
