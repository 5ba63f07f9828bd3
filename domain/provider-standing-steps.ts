import { z } from 'zod';
import { isPlainDate } from './plain-date.ts';
import type { Text } from './text.ts';

/** What people do with the standing of an admitted provider; each is an Update of the process and an operation. */
export const standingSteps = [
  'renewDocument',
  'checkDocument',
  'recordRegularisation',
  'proposeRevocation',
  'decideRevocation',
  'withdrawRevocation',
] as const;
export type StandingStep = (typeof standingSteps)[number];

export const revocationStates = ['proposed', 'rejected', 'decided', 'withdrawn', 'effective'] as const;

/** Why an admission is revoked; each is a breach that the charter names, and none of them is a late paper. */
export const revocationReasons = {
  exploitation: {
    it: 'sfruttamento di lavoratori: condanna o controllo giudiziario',
    en: 'exploitation of workers: a conviction or judicial control',
  },
  seriousBreach: {
    it: 'violazione grave o ripetuta degli obblighi della Carta etica',
    en: 'a serious or repeated breach of the obligations of the ethical charter',
  },
  falseStatement: {
    it: 'dichiarazioni o documenti non veri',
    en: 'statements or documents that are not true',
  },
  unsafeService: {
    it: 'un servizio che mette in pericolo chi lo riceve',
    en: 'a service that endangers whoever receives it',
  },
  neverRegularised: {
    it: 'una sospensione lunga, senza che l’ente si sia rimesso in regola',
    en: 'a long suspension in which the organisation did not put itself back in order',
  },
} as const satisfies Record<string, Text>;
export type RevocationReason = keyof typeof revocationReasons;

const reasons = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]];
const day = z.string().refine(isPlainDate, { error: 'realDate' });
const prose = z.string().trim().min(1).max(2000);

export const checkDocumentInput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('accept'), providerDocumentId: z.uuid() }),
  z.strictObject({ outcome: z.literal('reject'), providerDocumentId: z.uuid(), words: prose }),
]);

export const recordRegularisationInput = z.strictObject({
  receivedOn: day.meta({ description: 'The day on which the invitation came' }),
});

export const proposeRevocationInput = z.strictObject({ reason: z.enum(reasons), words: prose });

export const decideRevocationInput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('revoke') }),
  z.strictObject({ outcome: z.literal('reject'), words: prose }),
]);

export const withdrawRevocationInput = z.strictObject({ words: prose });
