import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { representativeReaders } from '../../frame/roles.ts';
import { Heading } from '../../parts/heading.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { day, iban as grouped } from '../../words/format.ts';
import { OrganisationForm } from './organisation-form.tsx';
import { typedOrganisation, type Organisation } from './organisation-fields.tsx';
import { Representative } from './representative.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { ScreenStates } from '../../parts/screen-states.tsx';

/** An organisation's entry; administrators correct it. */
export default function OrganisationScreen() {
  const { t } = useTranslation('records');
  const { me } = useSession();
  const { organisationId = '' } = useParams();
  const found = useRead('getOrganisation', { params: { organisationId } });
  if (found.error || found.data?.id !== organisationId) return <ScreenStates of={found} />;
  const organisation = found.data;
  return (
    <>
      <p className="mb-2">
        <Link to="/organisations">{t('back.organisations')}</Link>
      </p>
      <Heading>{organisation.name}</Heading>
      <Entry organisation={organisation} />
      {me.roles.includes('administrator') && <Changing key={organisationId} organisation={organisation} />}
      {me.roles.some((role) => representativeReaders.includes(role)) && (
        <Representative key={`representative/${organisationId}`} organisationId={organisationId} />
      )}
    </>
  );
}

/** A change begun is found again after a reload. */
function Changing({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation('records');
  const [isOpen, open, close] = useDraft(`organisation/${organisation.id}/open`, false);
  if (isOpen) return <Change organisation={organisation} onDone={close} />;
  return (
    <button type="button" className="btn btn-primary" onClick={() => open(true)}>
      {t('person.change')}
    </button>
  );
}

function Change({
  organisation,
  onDone,
}: {
  readonly organisation: Organisation;
  readonly onDone: () => void;
}) {
  const name = `organisation/${organisation.id}`;
  const [form, { forget }] = useKeptForm(name, typedOrganisation(organisation));
  const done = () => {
    forget();
    onDone();
  };
  const change = useWrite('changeOrganisation', done);
  return (
    <OrganisationForm
      form={form}
      write={change}
      onSend={(body) => change.mutate({ params: { organisationId: organisation.id }, body })}
      onCancel={done}
    />
  );
}

function Entry({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation('records');
  const { nameOf } = useComuni();
  const { roles, comuneIstat, vatNumber, hasVatNumber, legalForm, email, iban, adherentFrom, adherentUntil } =
    organisation;
  const rows = [
    [t('organisations.role'), roles.map((role) => t(`organisationRole.${role}`)).join(', ')],
    [t('comune'), nameOf(comuneIstat)],
    [t(hasVatNumber ? 'organisation.vatNumber' : 'organisation.taxCode'), vatNumber],
    [t('organisation.legalForm'), legalForm],
    ...(email === undefined ? [] : [[t('organisation.email'), email] as const]),
    ...(iban === undefined ? [] : [[t('organisation.iban'), iban && grouped(iban)] as const]),
    [t('organisation.adherentFrom'), adherentFrom && day(adherentFrom)],
    [t('organisation.adherentUntil'), adherentUntil && day(adherentUntil)],
  ] as const;
  return (
    <dl className="console-facts">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value ?? t('notKnown')}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
