import type { ComponentType } from 'react';
import type frame from '../words/it/frame.json';
import type { Answer } from '../client/call.ts';

/** Named in the words of the frame, and nowhere else. */
export type Section = Extract<keyof typeof frame, `section.${string}`>;

export type Role = Answer<'getMe'>['roles'][number];

/** A screen of the console: the router, the menu and the browser tests all read this list. */
export interface Screen {
  readonly path: string;
  /** Its words in the menu; without them it is reached from another screen. */
  readonly menu?: Section;
  /** Who finds it in the menu; what it shows, the API decides. */
  readonly roles: readonly Role[] | 'everybody';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

const people: readonly Role[] = ['employee', 'citizen'];
const assessors: readonly Role[] = ['caseworker', 'commissionMember'];

const applicants: readonly Role[] = ['candidate', 'representative', 'provider'];

/** Who looks into applications to join. */
const reviewers: readonly Role[] = ['caseworker', 'administrator', 'commissionMember', 'auditor'];

/** Who signs the charter, and who looks after its signings. */
const signers: readonly Role[] = ['representative', 'caseworker', 'administrator', 'auditor'];
const bookkeepers: readonly Role[] = ['fundOfficer', 'administrator', 'auditor'];

/** Everybody of the alliance; a candidate sees nothing but its own application. */
const members: readonly Role[] = [
  'citizen',
  'employee',
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'provider',
  'employer',
  'representative',
  'consultant',
  'administrator',
  'auditor',
];
const ruleMakers: readonly Role[] = ['administrator', 'auditor'];

const organisationReaders: readonly Role[] = [
  'administrator',
  'caseworker',
  'fundOfficer',
  'auditor',
  'consultant',
];

const workers: readonly Role[] = [
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'administrator',
  'provider',
  'representative',
];

export const screens: readonly Screen[] = [
  {
    path: '/work',
    menu: 'section.work',
    roles: workers,
    load: () => import('../screens/my-work/my-work.tsx'),
  },
  {
    path: '/absences',
    roles: ['caseworker', 'commissionMember', 'fundOfficer', 'administrator'],
    load: () => import('../screens/my-work/absences.tsx'),
  },
  {
    path: '/till',
    menu: 'section.till',
    roles: ['provider'],
    load: () => import('../screens/till/till.tsx'),
  },
  {
    path: '/redemptions',
    menu: 'section.redemptions',
    roles: ['provider'],
    load: () => import('../screens/till/redemptions.tsx'),
  },
  {
    path: '/statements',
    menu: 'section.statements',
    roles: ['provider'],
    load: () => import('../screens/till/statements.tsx'),
  },
  {
    path: '/till-users',
    menu: 'section.tillUsers',
    roles: ['provider'],
    load: () => import('../screens/till/till-users.tsx'),
  },
  {
    path: '/wallet',
    menu: 'section.wallet',
    roles: people,
    load: () => import('../screens/person/wallet.tsx'),
  },
  {
    path: '/catalogue',
    menu: 'section.catalogue',
    roles: people,
    load: () => import('../screens/person/catalogue.tsx'),
  },
  { path: '/catalogue/:serviceId', roles: people, load: () => import('../screens/person/service.tsx') },
  { path: '/catalogue/:serviceId/order', roles: people, load: () => import('../screens/person/order.tsx') },
  {
    path: '/vouchers',
    menu: 'section.vouchers',
    roles: people,
    load: () => import('../screens/person/vouchers.tsx'),
  },
  {
    path: '/my-applications',
    menu: 'section.myApplications',
    roles: people,
    load: () => import('../screens/person/applications.tsx'),
  },
  {
    path: '/my-applications/new',
    roles: people,
    load: () => import('../screens/person/new-application.tsx'),
  },
  {
    path: '/my-applications/:assessmentId',
    roles: people,
    load: () => import('../screens/person/application.tsx'),
  },
  { path: '/vouchers/:voucherId', roles: people, load: () => import('../screens/person/voucher-card.tsx') },
  {
    path: '/cases',
    menu: 'section.cases',
    roles: assessors,
    load: () => import('../screens/cases/cases.tsx'),
  },
  { path: '/cases/new', roles: ['caseworker'], load: () => import('../screens/cases/new-case.tsx') },
  { path: '/cases/:assessmentId', roles: assessors, load: () => import('../screens/cases/case.tsx') },
  {
    path: '/cases/:assessmentId/receipt',
    roles: ['caseworker'],
    load: () => import('../screens/cases/receipt.tsx'),
  },
  {
    path: '/application',
    menu: 'section.application',
    roles: applicants,
    load: () => import('../screens/provider/application.tsx'),
  },
  {
    path: '/application/:step',
    roles: applicants,
    load: () => import('../screens/provider/application-step.tsx'),
  },
  {
    path: '/applications',
    menu: 'section.applications',
    roles: reviewers,
    load: () => import('../screens/provider-desk/applications.tsx'),
  },
  {
    path: '/applications/invite',
    roles: ['caseworker'],
    load: () => import('../screens/provider-desk/invite.tsx'),
  },
  {
    path: '/applications/:applicationId',
    roles: reviewers,
    load: () => import('../screens/provider-desk/application.tsx'),
  },
  {
    path: '/suggestions',
    menu: 'section.suggestions',
    roles: people,
    load: () => import('../screens/provider-desk/suggestions.tsx'),
  },
  {
    path: '/charter',
    menu: 'section.charter',
    roles: 'everybody',
    load: () => import('../screens/charter/charter.tsx'),
  },
  {
    path: '/charter/:charterVersionId',
    roles: 'everybody',
    load: () => import('../screens/charter/charter.tsx'),
  },
  {
    path: '/charter/:charterVersionId/differences',
    roles: 'everybody',
    load: () => import('../screens/charter/differences.tsx'),
  },
  {
    path: '/charter/:charterVersionId/campaign',
    roles: ['administrator', 'caseworker'],
    load: () => import('../screens/charter/campaign.tsx'),
  },
  {
    path: '/signings',
    menu: 'section.signings',
    roles: signers,
    load: () => import('../screens/charter/signings.tsx'),
  },
  { path: '/signings/:signingId', roles: signers, load: () => import('../screens/charter/signing.tsx') },
  {
    path: '/standing',
    menu: 'section.standing',
    roles: ['provider'],
    load: () => import('../screens/provider-standing/own-standing.tsx'),
  },
  {
    path: '/offer',
    menu: 'section.offer',
    roles: ['provider'],
    load: () => import('../screens/provider-standing/offer.tsx'),
  },
  {
    path: '/proposals',
    menu: 'section.proposals',
    roles: ['caseworker', 'administrator', 'auditor'],
    load: () => import('../screens/provider-standing/desk-proposals.tsx'),
  },
  {
    path: '/providers/:organisationId',
    roles: ['caseworker', 'administrator', 'commissionMember'],
    load: () => import('../screens/provider-standing/provider-standing.tsx'),
  },
  {
    path: '/directory',
    menu: 'section.directory',
    roles: members,
    load: () => import('../screens/directory/directory.tsx'),
  },
  {
    path: '/directory/:organisationId',
    roles: members,
    load: () => import('../screens/directory/provider.tsx'),
  },
  {
    path: '/fund',
    menu: 'section.fund',
    roles: [...bookkeepers, 'caseworker', 'commissionMember'],
    load: () => import('../screens/fund/fund.tsx'),
  },
  { path: '/fund/movements', roles: bookkeepers, load: () => import('../screens/fund/movements.tsx') },
  {
    path: '/fund/contributions',
    roles: bookkeepers,
    load: () => import('../screens/fund/contributions.tsx'),
  },
  { path: '/fund/forecast', roles: bookkeepers, load: () => import('../screens/fund/forecast.tsx') },
  {
    path: '/fund/waiting',
    roles: ['fundOfficer', 'caseworker'],
    load: () => import('../screens/fund/waiting.tsx'),
  },
  {
    path: '/fund/redemptions/:redemptionId',
    roles: ['fundOfficer', 'auditor'],
    load: () => import('../screens/fund/redemption.tsx'),
  },
  {
    path: '/awards',
    menu: 'section.awards',
    roles: ['fundOfficer'],
    load: () => import('../screens/awards/awards.tsx'),
  },
  { path: '/awards/:awardId', roles: ['fundOfficer'], load: () => import('../screens/awards/award.tsx') },
  {
    path: '/settlement',
    menu: 'section.settlement',
    roles: bookkeepers,
    load: () => import('../screens/settlement/batches.tsx'),
  },
  { path: '/settlement/bank', roles: bookkeepers, load: () => import('../screens/settlement/bank.tsx') },
  {
    path: '/settlement/invoices',
    roles: bookkeepers,
    load: () => import('../screens/settlement/provider-invoices.tsx'),
  },
  {
    path: '/settlement/employers',
    roles: bookkeepers,
    load: () => import('../screens/settlement/employers.tsx'),
  },
  { path: '/settlement/:batchId', roles: bookkeepers, load: () => import('../screens/settlement/batch.tsx') },
  {
    path: '/office/expiry',
    menu: 'section.expiry',
    roles: ['fundOfficer', 'administrator'],
    load: () => import('../screens/office/expiry.tsx'),
  },
  {
    path: '/office/disputes',
    menu: 'section.disputes',
    roles: ['caseworker'],
    load: () => import('../screens/office/disputes.tsx'),
  },
  {
    path: '/office/disputes/:disputeId',
    roles: ['caseworker'],
    load: () => import('../screens/office/dispute.tsx'),
  },
  {
    path: '/office/corrections',
    menu: 'section.corrections',
    roles: bookkeepers,
    load: () => import('../screens/office/corrections.tsx'),
  },
  {
    path: '/office/corrections/:correctionId',
    roles: bookkeepers,
    load: () => import('../screens/office/correction.tsx'),
  },
  {
    path: '/plans',
    menu: 'section.plans',
    roles: ['employer'],
    load: () => import('../screens/employer/plans.tsx'),
  },
  { path: '/plans/new', roles: ['employer'], load: () => import('../screens/employer/new-plan.tsx') },
  {
    path: '/plans/invoices',
    roles: ['employer'],
    load: () => import('../screens/employer/employer-invoices.tsx'),
  },
  { path: '/plans/payroll', roles: ['employer'], load: () => import('../screens/employer/payroll.tsx') },
  { path: '/plans/:planId', roles: ['employer'], load: () => import('../screens/employer/plan.tsx') },
  {
    path: '/rules',
    menu: 'section.rules',
    roles: ruleMakers,
    load: () => import('../screens/rule-desk/rule-sets.tsx'),
  },
  { path: '/rules/:ruleSet', roles: ruleMakers, load: () => import('../screens/rule-desk/rule-set.tsx') },
  {
    path: '/rules/:ruleSet/differences',
    roles: ruleMakers,
    load: () => import('../screens/rule-desk/differences.tsx'),
  },
  {
    path: '/rules/versions/:versionId',
    roles: ruleMakers,
    load: () => import('../screens/rule-desk/version.tsx'),
  },
  {
    path: '/people',
    menu: 'section.people',
    roles: ['caseworker'],
    load: () => import('../screens/records/people.tsx'),
  },
  {
    path: '/people/new',
    roles: ['caseworker'],
    load: () => import('../screens/records/new-person.tsx'),
  },
  {
    path: '/people/:personId',
    roles: ['caseworker'],
    load: () => import('../screens/records/person.tsx'),
  },
  {
    path: '/households',
    roles: ['caseworker'],
    load: () => import('../screens/records/households.tsx'),
  },
  {
    path: '/households/new',
    roles: ['caseworker'],
    load: () => import('../screens/records/new-household.tsx'),
  },
  {
    path: '/households/:householdId',
    roles: ['caseworker'],
    load: () => import('../screens/records/household.tsx'),
  },
  {
    path: '/organisations',
    menu: 'section.organisations',
    roles: organisationReaders,
    load: () => import('../screens/records/organisations.tsx'),
  },
  {
    path: '/organisations/new',
    roles: ['administrator'],
    load: () => import('../screens/records/new-organisation.tsx'),
  },
  {
    path: '/organisations/:organisationId',
    roles: organisationReaders,
    load: () => import('../screens/records/organisation.tsx'),
  },
  {
    path: '/audit',
    menu: 'section.audit',
    roles: ruleMakers,
    load: () => import('../screens/administration/audit.tsx'),
  },
  {
    path: '/accounts',
    menu: 'section.accounts',
    roles: ['administrator'],
    load: () => import('../screens/administration/accounts.tsx'),
  },
  {
    path: '/tokens',
    roles: 'everybody',
    load: () => import('../screens/administration/tokens.tsx'),
  },
  {
    path: '/health',
    roles: ['administrator'],
    load: () => import('../screens/administration/health.tsx'),
  },
  {
    path: '/mailbox',
    roles: 'everybody',
    load: () => import('../screens/administration/mailbox.tsx'),
  },
];

/** What is open to whoever has no account. */
export const openScreens: readonly Pick<Screen, 'path' | 'load'>[] = [
  { path: '/apply', load: () => import('../screens/provider/apply.tsx') },
];

export function menuOf(roles: readonly Role[]): readonly (Screen & { readonly menu: Section })[] {
  return screens.filter(
    (screen): screen is Screen & { readonly menu: Section } =>
      screen.menu !== undefined &&
      (screen.roles === 'everybody' || screen.roles.some((role) => roles.includes(role))),
  );
}
