import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Told } from '../../parts/told.tsx';
import { isItemKind } from '../cases/item-kinds.ts';
import { WhatComes } from '../cases/what-comes.tsx';
import type { Application } from './application.tsx';
import { useNameInCase } from './form-people.ts';

/** What a screen that sent something tells the application's own screen. */
export interface Sent {
  /** The application itself, or the kind of form. */
  readonly sent: string;
  /** Whom the form is about. */
  readonly personId?: string | undefined;
}

/** What was just sent and what happens next; it takes the focus, which was on what sent it. */
export function JustSent({ application }: { readonly application: Application }) {
  const { state } = useLocation();
  const sent = state as Sent | null;
  if (!sent) return null;
  return (
    <Told>
      {sent.sent === 'application' ? (
        <ApplicationSent application={application} />
      ) : (
        <FormSent application={application} {...sent} />
      )}
    </Told>
  );
}

function ApplicationSent({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const { protocolNumber, dueAt, termEndsOn } = application;
  return (
    <>
      <p>
        <strong>{ofCases('receipt.title', { number: protocolNumber })}</strong>
      </p>
      <p>
        {ofCases('receipt.words')} {ofCases('receipt.next')}:
      </p>
      <WhatComes dueAt={dueAt} termEndsOn={termEndsOn} />
      <p className="mb-0">{t('sent.application.next')}</p>
    </>
  );
}

function FormSent({ application, sent, personId }: Sent & { readonly application: Application }) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const name = useNameInCase(application.id)(personId) ?? t('relative.unknown');
  if (!isItemKind(sent)) return null;
  const form = ofCases(`item.${sent}`);
  return (
    <>
      <p>
        <strong>{personId ? t('sent.formAbout', { form, name }) : t('sent.form', { form })}</strong>
      </p>
      <p className="mb-0">
        {t('sent.form.next')} {application.state === 'awaitingDocuments' && t('sent.form.asked')}
      </p>
    </>
  );
}
