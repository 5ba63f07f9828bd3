import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useSession } from '../../session/session-context.ts';
import { iban as grouped } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { Declared } from '../provider/declared.tsx';
import type { Application } from '../provider/use-own-application.ts';
import { OpenedForReason } from './opened-for-reason.tsx';

/** Who it says it is, to compare with the register; and whether the alliance has it already. */
export function IdentityPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const { nameOf } = useComuni();
  const {
    vatNumber,
    hasVatNumber,
    legalForm,
    cooperativeType,
    comuneIstat,
    iban,
    ibanEnding,
    possible,
    steps,
  } = application;
  const isToAppoint = steps.some(({ step, state }) => step === 'representative' && state !== 'done');
  const isOffice = me.roles.some((role) => role === 'caseworker' || role === 'administrator');
  return (
    <section className="mt-4" aria-labelledby="identity">
      <h2 id="identity" className="h4">
        {t('desk.identity')}
      </h2>
      <dl className="console-facts">
        <dt>{t(hasVatNumber ? 'identity.vatNumber' : 'identity.organisationTaxCode')}</dt>
        <dd>{vatNumber ?? t('desk.notSaid')}</dd>
        <dt>{t('identity.legalForm')}</dt>
        <dd>
          {legalForm ? t(`legalForm.${legalForm as 'company'}`) : t('desk.notSaid')}
          {cooperativeType && ` (${t(`cooperativeType.${cooperativeType}`)})`}
        </dd>
        <dt>{t('identity.comune')}</dt>
        <dd>{comuneIstat ? nameOf(comuneIstat) : t('desk.notSaid')}</dd>
        <dt>{t('field.iban')}</dt>
        <dd>
          {iban
            ? grouped(iban)
            : ibanEnding
              ? t('desk.iban.ending', { ending: ibanEnding })
              : t('desk.notSaid')}
        </dd>
      </dl>
      {isOffice && vatNumber && (
        <OpenedForReason title={t('desk.contact')}>
          {(reason) => <Contact applicationId={application.id} reason={reason} />}
        </OpenedForReason>
      )}
      {me.roles.includes('caseworker') && (
        <OpenedForReason title={t('desk.declared')}>
          {(reason) => <Declared params={{ applicationId: application.id }} query={{ reason }} />}
        </OpenedForReason>
      )}
      {possible.includes('confirmIdentity') && vatNumber && <Confirm application={application} />}
      {possible.includes('appointRepresentative') && isToAppoint && <Appoint application={application} />}
    </section>
  );
}

/** Names and tax codes are opened by whoever says why; it stays in the audit trail. */
function Contact({ applicationId, reason }: { readonly applicationId: string; readonly reason: Reason }) {
  const { t } = useTranslation('provider');
  const contact = useRead(
    'getCandidateContact',
    { params: { applicationId }, query: { reason } },
    { once: true },
  );
  if (contact.error) return <ProblemNotice error={contact.error} onAgain={() => void contact.refetch()} />;
  if (!contact.data) return <Loading />;
  const { contactName, representative } = contact.data;
  return (
    <dl className="console-facts">
      <dt>{t('identity.contactName')}</dt>
      <dd>{contactName}</dd>
      <dt>{t('identity.signerName')}</dt>
      <dd>{representative.name}</dd>
      <dt>{t('identity.taxCode')}</dt>
      <dd>{representative.taxCode}</dd>
      <dt>{t('identity.email')}</dt>
      <dd>{representative.email}</dd>
    </dl>
  );
}

function Confirm({ application: { id, knownOrganisationId } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const confirm = useWrite('confirmIdentity');
  const known = useRead(
    'getOrganisation',
    { params: { organisationId: knownOrganisationId ?? '' } },
    { enabled: Boolean(knownOrganisationId) },
  );
  return (
    <>
      <p>{knownOrganisationId ? t('desk.known', { name: known.data?.name ?? '…' }) : t('desk.unknown')}</p>
      {confirm.error && <ProblemNotice error={confirm.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={confirm.isPending}
        onClick={() =>
          confirm.mutate({
            params: { applicationId: id },
            body: { knownOrganisationId: knownOrganisationId ?? null },
          })
        }
      >
        {t('desk.confirm')}
      </button>
    </>
  );
}

function Appoint({ application: { id } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const appoint = useWrite('appointRepresentative');
  return (
    <>
      <p>{t('desk.appoint.words')}</p>
      {appoint.error && <ProblemNotice error={appoint.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={appoint.isPending}
        onClick={() => appoint.mutate({ params: { applicationId: id } })}
      >
        {t('desk.appoint')}
      </button>
    </>
  );
}
