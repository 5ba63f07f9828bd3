import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { toStaff, type Sender } from './mail-audience.ts';

interface OfInvitation {
  readonly code: string;
  readonly validUntil: PlainDate;
  /** Whom its holder works or signs for; none of the alliance's own office. */
  readonly organisationName?: string | null;
  readonly purpose?: InvitationPurpose;
}

/** What an account is for, as its holder is told. */
const purposes = {
  signing: {
    it: 'Serve per leggere e firmare, per l’ente, la Carta etica e la convenzione.',
    en: 'It is for reading and signing the ethical charter and the agreement for the organisation.',
  },
  providing: {
    it: 'Serve per i servizi che l’ente offre: ordini, buoni e fatture.',
    en: 'It is for the services that the organisation offers: orders, vouchers and invoices.',
  },
  employing: {
    it: 'Serve per i piani di welfare che l’ente dà a chi ci lavora.',
    en: 'It is for the welfare plans that the organisation gives to whoever works there.',
  },
  oneself: {
    it: 'Serve per ciò che la riguarda nel servizio dell’alleanza.',
    en: 'It is for what concerns you in the alliance’s service.',
  },
  office: {
    it: 'Serve per il lavoro nel servizio dell’alleanza.',
    en: 'It is for work in the alliance’s service.',
  },
} as const satisfies Record<string, Text>;
export type InvitationPurpose = keyof typeof purposes;

/** What is written to whoever is to hold an account. */
export const accountMails = {
  invitation: toStaff(
    (
      { code, validUntil, organisationName, purpose = 'office' }: OfInvitation,
      { allianceName, publicUrl }: Sender,
    ) => ({
      subject: { it: 'Un invito per lei', en: 'An invitation for you' },
      paragraphs: [
        {
          it: `${allianceName} ha aperto un’utenza per lei${organisationName ? `, per ${organisationName}` : ''}. ${purposes[purpose].it}`,
          en: `${allianceName} opened an account for you${organisationName ? `, for ${organisationName}` : ''}. ${purposes[purpose].en}`,
        },
        {
          it: `Per entrare apra questo collegamento: ${publicUrl}/#${code}`,
          en: `To sign in, open this link: ${publicUrl}/#${code}`,
        },
        {
          it: `Vale una volta sola, fino ${italianDay('al', validUntil)}. Non lo dia a nessuno: nemmeno chi amministra lo conosce o glielo chiederà.`,
          en: `It is good once, until ${formatDate(validUntil, 'en')}. Give it to nobody: not even administrators know it or will ask you for it.`,
        },
        {
          it: `Se non si aspettava questo invito, o se il collegamento non vale più, chieda a chi amministra ${organisationName ? 'l’utenza nel suo ente, o ' : ''}l’alleanza.`,
          en: `If you did not expect this invitation, or the link is good no more, ask whoever administers ${organisationName ? 'accounts in your organisation, or ' : ''}the alliance.`,
        },
      ],
    }),
  ),
} as const;
