import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, type Answer } from '../../client/call.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { InvoiceFileForm, InvoiceNumberForm } from './invoice-forms.tsx';

export type Invoice = Answer<'listProviderInvoices'>['items'][number];

/** One invoice that was asked for: whether it came, and where it is told that it did. */
export function InvoiceRow({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { id, code, kind, providerId, totalCents, drawnAt, number, issuedOn, matchedAt, isAwaited } = invoice;
  return (
    <li>
      <h2 className="h6 mb-1">
        <OrganisationName id={providerId} />: {money(totalCents)}
      </h2>
      <p className="mb-2">
        <Tag tone={matchedAt ? 'good' : isAwaited ? 'soon' : 'plain'}>
          {t(matchedAt ? 'invoice.came' : isAwaited ? 'invoice.missing' : 'invoice.notNow')}
        </Tag>{' '}
        {t(`invoice.${kind}`, { code, day: day(drawnAt) })}{' '}
        {number && issuedOn && t('invoice.number.of', { number, day: day(issuedOn) })}
      </p>
      {me.roles.includes('fundOfficer') && (
        <>
          {!matchedAt && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm me-2"
              aria-expanded={isOpen}
              aria-label={t('invoice.match.of', { code })}
              onClick={() => setOpen(!isOpen)}
            >
              {t('invoice.match')}
            </button>
          )}
          {invoice.draftLacks === null && (
            <a
              href={fileAddress('readInvoiceDraft', { params: { invoiceId: id } })}
              aria-label={t('invoice.draft.of', { code })}
            >
              {t('invoice.draft')}
            </a>
          )}
        </>
      )}
      {isOpen && !matchedAt && (
        <div className="mt-3">
          <InvoiceFileForm invoice={invoice} />
          <InvoiceNumberForm invoice={invoice} />
        </div>
      )}
    </li>
  );
}
