import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const page = 'activities/mail-page.ts';

/** Where mails lead, and by what the demonstration names them. */
export const mailPageMutants: readonly CodeMutant[] = [
  ...provenBy('test/mail-page.test.ts', [
    ['mail pages: of several leads to one', page, 'ofSeveral[template] ?? ', ''],
    [
      'mail pages: what ended leads to what is still good',
      page,
      "vouchersLapsed: '/wallet'",
      "vouchersLapsed: '/vouchers'",
    ],
    [
      'mail pages: everybody is sent to the front',
      'activities/mail-delivery.ts',
      "page === '/' ? mailer.publicUrl : `${mailer.publicUrl}${page}`",
      'mailer.publicUrl',
    ],
  ]),
  ...provenBy('test/api/dev-mailbox.test.ts', [
    [
      'mail pages: a subject in another language',
      'api/dev-mailbox.ts',
      'subject?.[locale] ?? null',
      'subject?.it ?? null',
    ],
    [
      'mail pages: an award leads to no application',
      page,
      'award ? `/my-applications/${award.assessmentId}` : ',
    ],
  ]),
];
