import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile, type Answer } from '../../client/call.ts';
import { Opener } from '../../parts/opener.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { InvoiceFile, InvoiceNumber } from './invoice-forms.tsx';

export type Invoice = Answer<'listProviderInvoices'>['items'][number];

/** What is to be done, by what its draft lacks. */
const nextWord = {
  vatNumber: 'invoice.receipt',
  recipient: 'invoice.noRecipient',
  issuer: 'invoice.next',
} as const;

export function InvoiceRow({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('till');
  const [isOpen, setOpen] = useState(false);
  const { id, code, kind, number, issuedOn, matchedAt, isAwaited, draftLacks } = invoice;
  const draft = useMutation({
    mutationFn: () => saveFile('readInvoiceDraft', { params: { invoiceId: id } }, `${code}.xml`),
  });
  return (
    <li>
      <h3 className="h6 mb-1">
        {t(`invoice.${kind}`, { amount: money(invoice.totalCents) })} – {code}
      </h3>
      <p className="mb-2">
        <Tag tone={matchedAt ? 'good' : isAwaited ? 'soon' : 'plain'}>
          {t(matchedAt ? 'invoice.matched' : isAwaited ? 'invoice.missing' : 'invoice.notNow')}
        </Tag>{' '}
        {number && issuedOn
          ? t('invoice.came', { number, day: day(issuedOn) })
          : t('invoice.asked', { day: day(invoice.drawnAt) })}
      </p>
      {!matchedAt && (
        <>
          <p className="mb-2">
            {t(isAwaited ? nextWord[draftLacks ?? 'issuer'] : 'invoice.notNow.words', { code })}
            {draftLacks === 'issuer' && ` ${t('invoice.noIssuer')}`}
          </p>
          {draft.error && <ProblemNotice error={draft.error} />}
          <div className="console-actions my-0">
            {draftLacks === null && (
              <button
                type="button"
                className="btn btn-outline-primary"
                aria-label={`${t('invoice.draft')}: ${code}`}
                disabled={draft.isPending}
                onClick={() => draft.mutate()}
              >
                {t('invoice.draft')}
              </button>
            )}
            <Opener label={t('invoice.enter')} about={code} isOpen={isOpen} onSet={setOpen} />
          </div>
        </>
      )}
      {isOpen && !matchedAt && (
        <div className="console-form mt-3">
          {draftLacks !== 'vatNumber' && <InvoiceFile invoice={invoice} />}
          <InvoiceNumber invoice={invoice} />
        </div>
      )}
    </li>
  );
}
