import type { Tx } from '../prisma/database.ts';
import type { Mail } from '../prisma/generated/client.ts';
import type { Audience } from './mail-audience.ts';

type About = Pick<Mail, 'template' | 'recipientKind' | 'subjectKind' | 'subjectId'>;
type Page = string | ((tx: Tx, id: string) => Promise<string> | string);

/** What begins where nobody is signed in yet, or is read by more than one: the service's own front. */
const front = '/';

const ofPeople: Readonly<Record<string, Page>> = {
  assessment: (_tx, id) => `/my-applications/${id}`,
  award: async (tx, id) => {
    const award = await tx.db.award.findUnique({ where: { id } });
    return award ? `/my-applications/${award.assessmentId}` : '/my-applications';
  },
  voucher: (_tx, id) => `/vouchers/${id}`,
  booking: async (tx, id) => {
    const booking = await tx.db.booking.findUnique({ where: { id } });
    return booking?.voucherId ? `/vouchers/${booking.voucherId}` : '/vouchers';
  },
  voucherDispute: async (tx, id) => {
    const dispute = await tx.db.voucherDispute.findUnique({ where: { id } });
    return dispute ? `/vouchers/${dispute.voucherId}` : '/vouchers';
  },
  redemptionCorrection: '/vouchers',
  person: '/wallet',
  wallet: '/wallet',
};

const ofProviders: Readonly<Record<string, Page>> = {
  award: '/orders',
  booking: '/bookings',
  privateOrder: '/private-orders',
  voucherDispute: (_tx, id) => `/disputes/${id}`,
  redemptionCorrection: '/redemptions',
  admission: '/standing',
  serviceProposal: '/offer',
  providerComplaint: (_tx, id) => `/complaints/${id}`,
};

const ofStaff: Readonly<Record<string, Page>> = {
  task: '/work',
  charterSigning: (_tx, id) => `/signings/${id}`,
  providerApplication: '/application',
};

const pages: Readonly<Record<Audience, Readonly<Record<string, Page>>>> = {
  person: ofPeople,
  provider: ofProviders,
  staff: ofStaff,
};

/** What is about several things at once, and so about none by its id. */
const ofSeveral: Readonly<Record<string, string>> = {
  vouchersReady: '/vouchers',
  vouchersLapseSoon: '/vouchers',
  vouchersExtended: '/vouchers',
  vouchersLapsed: '/wallet',
  vouchersStopped: '/wallet',
  vouchersTakenOver: '/vouchers',
  providerPaymentRejected: '/statements',
  providerPaymentReturned: '/statements',
};

/** Where what a mail announces is read: by its id at most, for an address stands in others' logs. */
export async function pageOfMail(tx: Tx, mail: About): Promise<string> {
  const { template, recipientKind, subjectKind, subjectId } = mail;
  const page =
    ofSeveral[template] ?? (subjectKind === null ? front : pages[recipientKind as Audience][subjectKind]);
  if (typeof page === 'string') return page;
  return page && subjectId ? page(tx, subjectId) : front;
}
