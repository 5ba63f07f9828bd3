import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { NotFound } from '../../frame/not-found.tsx';
import { Heading } from '../../parts/heading.tsx';
import { itemsAt, type Dossier } from '../cases/dossier-items.ts';
import { FilledForm } from '../cases/filled-form.tsx';
import { IseeSimulation } from '../cases/isee-simulation.tsx';
import { instrumentKinds, isAboutPerson, isFinding, isItemKind, type ItemKind } from '../cases/item-kinds.ts';
import type { Application } from './application.tsx';
import { isOwnToFill, useFormPeople, useOwnDossier, type FormPerson } from './form-people.ts';
import type { Sent } from './just-sent.tsx';
import { UploadBelow } from './upload-below.tsx';
import { Waiting } from './waiting.tsx';
import { WhyClosed } from './why-closed.tsx';

/** One form that whoever asks the Fund fills in themselves. */
export default function OwnFormScreen() {
  const { t } = useTranslation('person');
  const { assessmentId = '', kind, personId } = useParams();
  const params = { assessmentId };
  const application = useRead('getAssessment', { params });
  const dossier = useOwnDossier(assessmentId);
  const { people, isPending } = useFormPeople(dossier.data?.members ?? []);
  const error = application.error ?? dossier.error;
  if (error || !application.data || !dossier.data || isPending)
    return (
      <Waiting
        title={t('own.title')}
        error={error}
        onAgain={() => Promise.all([application.refetch(), dossier.refetch()])}
      />
    );
  const person = people.find(({ id }) => id === personId);
  if (!isItemKind(kind) || isAboutPerson(kind) !== (person !== undefined)) return <NotFound />;
  return (
    <OwnForm
      key={`${kind}/${personId}`}
      application={application.data}
      dossier={dossier.data}
      kind={kind}
      person={person}
    />
  );
}

interface Shown {
  readonly application: Application;
  readonly dossier: Dossier;
  readonly kind: ItemKind;
  readonly person: FormPerson | undefined;
}

function OwnForm({ application, dossier, kind, person }: Shown) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const isOpen = application.possible.includes('submitDossier');
  // What is being typed stays where it is, even when the dossier is closed meanwhile.
  const [wasOpen] = useState(isOpen);
  const isToFill = isOwnToFill(dossier, kind, person);
  return (
    <>
      <p>
        <Link to={addressOf(application)}>{t('own.back', { number: application.protocolNumber })}</Link>
      </p>
      <Heading>{ofCases(`item.${kind}`)}</Heading>
      {person && <p>{ofCases('forms.about', { name: person.name })}</p>}
      {person?.isNameless && isToFill && isOpen && <p>{t('own.nameless')}</p>}
      {!isToFill && <p>{t(isFinding(kind) ? 'own.not.finding' : 'own.not.needed')}</p>}
      {isToFill && !isOpen && <WhyClosed application={application} />}
      {isToFill && wasOpen && (
        <ToFill application={application} dossier={dossier} kind={kind} person={person} />
      )}
    </>
  );
}

function ToFill({ application, dossier, kind, person }: Shown) {
  const { t } = useTranslation('person');
  const navigate = useNavigate();
  const back = addressOf(application);
  return (
    <>
      <p>{t(`own.intro.${kind as 'isee'}`)}</p>
      {instrumentKinds.includes(kind) && <p>{t('own.points')}</p>}
      <FilledForm
        kind={kind}
        assessmentId={application.id}
        person={person}
        kept={itemsAt(dossier, kind, person?.id).at(-1)}
        isOwn
        back={back}
        onSent={() => void navigate(back, { state: { sent: kind, personId: person?.id } satisfies Sent })}
      />
      {(kind === 'isee' || kind === 'certificate') && (
        <UploadBelow assessmentId={application.id} kind={kind} />
      )}
      {kind === 'isee' && <IseeSimulation />}
    </>
  );
}

function addressOf({ id }: Application): string {
  return `/my-applications/${id}`;
}
