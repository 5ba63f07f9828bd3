import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../activities/mail-delivery.ts';
import { pageOfMail } from '../activities/mail-page.ts';
import { mailTemplates } from '../activities/mail-templates.ts';
import { readMailbox } from '../activities/mailbox.ts';
import { about, openPostOffice, publicUrl, type PostOffice } from './support/post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterEach(() => post.reset());
afterAll(() => post.close());

const id = randomUUID();
const page = (
  template: string,
  recipientKind: string,
  subjectKind: string | null,
  subjectId: string | null = id,
) => post.within((tx) => pageOfMail(tx, { template, recipientKind, subjectKind, subjectId }));

describe('the page that a mail leads to', () => {
  it.each([
    ['decisionLetterReady', 'person', 'assessment', `/my-applications/${id}`],
    ['voucherRefunded', 'person', 'voucher', `/vouchers/${id}`],
    ['vouchersReady', 'person', 'voucher', '/vouchers'],
    ['unitsToConfirm', 'person', 'award', '/my-applications'],
    ['bookingNewsForHolder', 'person', 'booking', '/vouchers'],
    ['disputeDecided', 'person', 'voucherDispute', '/vouchers'],
    ['creditGiven', 'person', 'wallet', '/wallet'],
    ['providerOrder', 'provider', 'award', '/orders'],
    ['bookingNewsForProvider', 'provider', 'booking', '/bookings'],
    ['disputeToAnswer', 'provider', 'voucherDispute', `/disputes/${id}`],
    ['complaintAnswered', 'provider', 'providerComplaint', `/complaints/${id}`],
    ['taskReminder', 'staff', 'task', '/work'],
    ['charterInvitation', 'staff', 'charterSigning', `/signings/${id}`],
    ['stepReminder', 'staff', 'providerApplication', '/application'],
    ['invitation', 'staff', 'account', '/'],
  ])('is what it is about: %s', async (template, recipientKind, subjectKind, expected) => {
    expect(await page(template, recipientKind, subjectKind)).toBe(expected);
  });

  it('is the front where a mail is about nothing by itself', async () => {
    expect(await page('candidateLink', 'staff', null, null)).toBe('/');
    expect(await page('vouchersLapseSoon', 'person', null, null)).toBe('/vouchers');
    // Where what was left went stands beside the credit, and not in the list of what is still good.
    expect(await page('vouchersLapsed', 'person', null, null)).toBe('/wallet');
    expect(await page('vouchersStopped', 'person', null, null)).toBe('/wallet');
    expect(await page('providerPaymentReturned', 'provider', null, null)).toBe('/statements');
  });

  it('stands in the mail itself', async () => {
    await post.queueReceipt(await post.addPerson('bianca@example.org'));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    const { mail } = post.server.received[0]!;
    expect(mail.text).toContain(`${publicUrl}/my-applications/${about.id}\n`);
  });
});

it('a kept mail is told by its subject, in both languages', async () => {
  await post.queueReceipt(await post.addPerson('bianca@example.org'));
  await deliverDueMail(post.services(), post.test.allianceId);
  const [kept] = await post.within((tx) => readMailbox(tx, post.vault, 1));
  expect(kept!.subject).toEqual({ it: 'Una ricevuta per lei', en: 'A receipt for you' });
});

it('no mail that leads to a list of its own has a name that no template has', async () => {
  const named = [
    'vouchersReady',
    'vouchersLapseSoon',
    'vouchersExtended',
    'vouchersLapsed',
    'vouchersStopped',
  ];
  expect(Object.keys(mailTemplates)).toEqual(
    expect.arrayContaining([...named, 'vouchersTakenOver', 'providerPaymentRejected']),
  );
});
