import type { LiveVoucherLine } from '../../domain/live-voucher.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { FieldError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OfferedService, WelfarePlan } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { currentAdmission } from '../provider-offer/admission.ts';
import { suspendedProviders } from '../suspensions.ts';
import { notEmployed } from './credit-list.ts';
import { employeesByTaxCode, everEmployedByTaxCode, livingByTaxCode } from './employees.ts';
import type { LiveColumn } from './live-columns.ts';
import { cellError, type LiveFile } from './live-file.ts';

/** A voucher of the list with the rows that its line names. */
export interface LiveVoucher {
  readonly line: LiveVoucherLine;
  readonly holderId: string;
  readonly beneficiaryId: string;
  readonly service: { readonly id: string; readonly providerId: string } | null;
}

interface Found {
  readonly credits: readonly { readonly personId: string; readonly amountCents: number }[];
  readonly vouchers: readonly LiveVoucher[];
  readonly errors: readonly FieldError[];
}

/** Looks up whom and what the lines name; whatever is not there, or does not hold of the plan, is told of each cell. */
export async function lookUp(
  tx: Tx,
  vault: Vault,
  { plan, file }: { readonly plan: WelfarePlan; readonly file: LiveFile },
): Promise<Found> {
  const errors: FieldError[] = [];
  const refuse = (number: number, column: LiveColumn, why: Text): undefined => {
    errors.push(cellError(number, column, why));
  };
  const { organisationId } = plan;
  const today = toPlainDate(tx.now);
  const employed = await employeesByTaxCode(tx, vault, {
    organisationId,
    day: today,
    taxCodes: file.credits.map(({ taxCode }) => taxCode),
  });
  const holders = await everEmployedByTaxCode(tx, vault, {
    organisationId,
    taxCodes: file.vouchers.map(({ taxCode }) => taxCode),
  });
  const users = await livingByTaxCode(
    tx,
    vault,
    file.vouchers.flatMap(({ beneficiaryTaxCode }) => beneficiaryTaxCode ?? []),
  );
  const services = await servicesOf(tx, file.vouchers);
  const takenOver = await earlierNumbers(tx, organisationId, file.vouchers);
  const credits = file.credits.flatMap(({ number, taxCode, amountCents }) => {
    const personId = employed.get(taxCode);
    if (personId === undefined) refuse(number, 'codice fiscale', notEmployed);
    return personId === undefined ? [] : [{ personId, amountCents }];
  });
  const vouchers = file.vouchers.flatMap((line) => {
    const { number, beneficiaryTaxCode } = line;
    const holderId = holders.get(line.taxCode);
    const beneficiaryId = beneficiaryTaxCode === null ? holderId : users.get(beneficiaryTaxCode);
    const service = line.service && serviceOf(line, services, refuse);
    if (holderId === undefined) refuse(number, 'codice fiscale', neverEmployed);
    if (beneficiaryTaxCode !== null && beneficiaryId === undefined) refuse(number, 'usa', unknownUser);
    if (line.issuedOn > today) refuse(number, 'emesso il', inTheFuture);
    if (line.validUntil < today) refuse(number, 'scade il', lapsed);
    if (line.source !== plan.source) refuse(number, 'fonte', otherSource);
    if (takenOver.has(line.earlierNumber)) refuse(number, 'numero', takenOverAlready);
    if (holderId === undefined || beneficiaryId === undefined || service === undefined) return [];
    return [{ line, holderId, beneficiaryId, service }];
  });
  return { credits, vouchers, errors };
}

type Offered = ReadonlyMap<string, readonly OfferedService[]>;

/** What the admitted providers that lines name offer, by VAT number; no key: no such provider, or none that takes vouchers. */
async function servicesOf(tx: Tx, lines: readonly LiveVoucherLine[]): Promise<Offered> {
  const vatNumbers = [...new Set(lines.flatMap(({ service }) => service?.vatNumber ?? []))];
  const providers = await tx.db.organisation.findMany({ where: { vatNumber: { in: vatNumbers } } });
  const suspended = new Set(
    await suspendedProviders(
      tx,
      providers.map(({ id }) => id),
    ),
  );
  const offered = new Map<string, OfferedService[]>();
  for (const { id: organisationId, vatNumber } of providers) {
    if (suspended.has(organisationId) || !(await currentAdmission(tx, organisationId))) continue;
    const today = toDateColumn(toPlainDate(tx.now));
    offered.set(
      vatNumber!,
      await tx.db.offeredService.findMany({
        where: { organisationId, OR: [{ withdrawnOn: null }, { withdrawnOn: { gt: today } }] },
      }),
    );
  }
  return offered;
}

function serviceOf(
  { number, service, taxLetter, vat }: LiveVoucherLine,
  offered: Offered,
  refuse: (number: number, column: LiveColumn, why: Text) => undefined,
): LiveVoucher['service'] | undefined {
  const own = offered.get(service!.vatNumber);
  if (!own) return refuse(number, 'fornitore', notAdmitted);
  const wanted = service!.name.toLowerCase();
  const [found, ...others] = own.filter(({ name }) => name.toLowerCase() === wanted);
  if (!found || others.length > 0) return refuse(number, 'servizio', notOffered);
  if (!found.taxLetters.includes(taxLetter)) return refuse(number, 'lettera', otherLetter);
  // The provider will invoice with the VAT of the voucher's issue: it cannot be another than it reckoned with.
  if (vat !== 'multiPurpose' && vat !== found.vatTreatment) return refuse(number, 'iva', otherVat);
  return { id: found.id, providerId: found.organisationId! };
}

async function earlierNumbers(
  tx: Tx,
  employerId: string,
  lines: readonly LiveVoucherLine[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.db.voucher.findMany({
    where: { employerId, earlierNumber: { in: lines.map(({ earlierNumber }) => earlierNumber) } },
    select: { earlierNumber: true },
  });
  return new Set(rows.map(({ earlierNumber }) => earlierNumber!));
}

const neverEmployed: Text = {
  it: 'non risulta aver mai lavorato per questo datore di lavoro: faccia registrare il rapporto allo sportello',
  en: 'never worked for this employer, as far as is recorded: have the desk record the job',
};
const unknownUser: Text = {
  it: 'persona non registrata: la faccia registrare allo sportello',
  en: 'not a recorded person: have the desk record them',
};
const notAdmitted: Text = {
  it: 'non è un fornitore ammesso e attivo dell’alleanza: lo ammetta, o accrediti il valore invece del buono',
  en: 'not an admitted and active provider of the alliance: admit it, or give the value as credit instead',
};
const notOffered: Text = {
  it: 'il fornitore non offre un solo servizio con questo nome: lo scriva come nell’elenco pubblico',
  en: 'the provider does not offer exactly one service of this name: write it as in the public list',
};
const otherLetter: Text = {
  it: 'il servizio non è offerto sotto questa lettera',
  en: 'the service is not offered under this letter',
};
const otherVat: Text = {
  it: 'non è l’IVA del servizio nell’elenco pubblico: corregga la riga o il servizio, o accrediti il valore',
  en: 'not the VAT of the service in the public list: correct the line or the service, or give the value as credit',
};
const inTheFuture: Text = { it: 'un giorno non futuro', en: 'a day that is not to come' };
const lapsed: Text = {
  it: 'è già scaduto: ciò che ne resta si accredita, o torna a chi dice il piano',
  en: 'it has lapsed: what is left of it is given as credit, or goes where the plan says',
};
const otherSource: Text = {
  it: 'non è la fonte del piano in cui lo si riprende',
  en: 'not the source of the plan that takes it over',
};
const takenOverAlready: Text = {
  it: 'questo buono è già stato ripreso',
  en: 'this voucher was taken over already',
};
