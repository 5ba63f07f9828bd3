import { z } from 'zod';
import { italianDay } from './italian-day.ts';
import { addMonths, formatDate, laterOf, type PlainDate } from './plain-date.ts';

/**
 * The kinds of ISEE an attestation by INPS may carry. They are different measures of different households
 * and are never mixed. ORDINARIO_LB2026 exists since L. 199/2025 for five state benefits only; the Fund
 * never uses it.
 */
export const iseeKinds = [
  'ORDINARIO',
  'SOCIOSANITARIO',
  'MINORENNI',
  'CORRENTE',
  'ORDINARIO_LB2026',
] as const;
export type IseeKind = (typeof iseeKinds)[number];

/** The kind the Fund asks for; a CORRENTE is accepted in the place of an ORDINARIO, never asked for. */
export type RequiredIseeKind = 'ORDINARIO' | 'SOCIOSANITARIO' | 'MINORENNI';

/**
 * An attestation as INPS issued it: value in euro cents, civil dates in Europe/Rome, both ends valid. We read
 * it and never compute it. A validity longer than the law allows is refused (DPCM 159/2013 art. 9 and 10: the
 * DSU lasts to 31 December of its year; a CORRENTE six months, or to 31 December when asset-based).
 */
export const iseeAttestationSchema = z
  .strictObject({
    kind: z.enum(iseeKinds),
    valueCents: z.int().min(0).max(100_000_000),
    // Without a date there is no telling how long it lasts: the comparison below is left out.
    issuedOn: z.iso.date({ abort: true }),
    validUntil: z.iso.date({ abort: true }),
    protocol: z.string().trim().min(1).max(64),
  })
  .superRefine((attestation, context) => {
    const { issuedOn, validUntil } = attestation;
    const latest = latestValidity(attestation);
    const issue = (en: string, it: string) =>
      context.addIssue({ code: 'custom', path: ['validUntil'], message: en, params: { it, en } });
    if (validUntil < issuedOn)
      issue(
        `not before the day of issue, ${formatDate(issuedOn, 'en')}`,
        `non prima del giorno di rilascio, ${italianDay('il', issuedOn)}`,
      );
    if (validUntil > latest)
      issue(
        `this kind of ISEE is valid until ${formatDate(latest, 'en')} at the latest`,
        `un’attestazione di questo tipo vale al più tardi fino ${italianDay('al', latest)}`,
      );
  });

export type IseeAttestation = z.infer<typeof iseeAttestationSchema>;

function latestValidity({ kind, issuedOn }: { kind: IseeKind; issuedOn: PlainDate }): PlainDate {
  const endOfYear = `${issuedOn.slice(0, 4)}-12-31`;
  return kind === 'CORRENTE' ? laterOf(addMonths(issuedOn, 6), endOfYear) : endOfYear;
}

/** What a need buys, as far as the kind of ISEE depends on it. */
export const needServices = ['forMinor', 'homeCare', 'other'] as const;
export type NeedService = (typeof needServices)[number];

/** What the kind of ISEE depends on; an undefined answer is one nobody has given yet. */
export interface IseeCircumstances {
  readonly service: NeedService;
  /** The minor's parents are unmarried and do not live together (DPCM 159/2013 art. 7). */
  readonly parentsApart?: boolean | undefined;
  /** The person cared for is non-self-sufficient (DPCM 159/2013 art. 6). */
  readonly recipientNonSelfSufficient?: boolean | undefined;
}

/**
 * The kind of ISEE a need requires (PROPOSED, domain §2.8): a service for a minor whose parents live apart →
 * MINORENNI, home care of a non-self-sufficient person → SOCIOSANITARIO, else ORDINARIO. Undefined while the
 * answer it hangs on is missing.
 */
export function requiredIseeKind(need: IseeCircumstances): RequiredIseeKind | undefined {
  if (need.service === 'other') return 'ORDINARIO';
  const special = need.service === 'forMinor' ? need.parentsApart : need.recipientNonSelfSufficient;
  if (special === undefined) return undefined;
  if (!special) return 'ORDINARIO';
  return need.service === 'forMinor' ? 'MINORENNI' : 'SOCIOSANITARIO';
}

/**
 * The attestation that counts on a date: of the required kind, issued by then and still valid; a valid
 * CORRENTE before an ORDINARIO; of several, the one issued last (then the higher protocol, so that the
 * answer never depends on the order of entry). Undefined when there is none, never a substitute of another kind.
 */
export function attestationInForce(
  attestations: readonly IseeAttestation[],
  required: RequiredIseeKind,
  onDate: PlainDate,
): IseeAttestation | undefined {
  const latestOf = (kind: IseeKind) =>
    attestations
      .filter((one) => one.kind === kind && one.issuedOn <= onDate && onDate <= one.validUntil)
      .toSorted(
        (one, other) =>
          compareText(other.issuedOn, one.issuedOn) || compareText(other.protocol, one.protocol),
      )
      .at(0);
  return (required === 'ORDINARIO' ? latestOf('CORRENTE') : undefined) ?? latestOf(required);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
