import type { DossierEntries } from './dossier-words.ts';
import { camelCase } from './sentence.ts';
import type { Stage } from './on-stage.ts';
import { isYes } from './values.ts';

type Item = Readonly<Record<string, unknown>>;

const evidence = (onDate: string) => ({
  foundBy: 'case',
  foundOn: onDate,
  note: 'Accertato nel caso.',
  documentIds: [],
});

const iseeKinds: Readonly<Record<string, string>> = {
  ordinary: 'ORDINARIO',
  'socio-sanitary': 'SOCIOSANITARIO',
  minors: 'MINORENNI',
  current: 'CORRENTE',
  'ordinary of the 2026 budget law': 'ORDINARIO_LB2026',
};

/** What a step records, as the items of the service's dossier; papers are made up and uploaded first. */
export async function dossierItems(
  stage: Stage,
  entries: DossierEntries,
  onDate: string,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const [index, isee] of (entries.isee ?? []).entries()) {
    const value = {
      kind: iseeKinds[isee.kind],
      valueCents: isee.value,
      issuedOn: isee['issued on'],
      validUntil: isee['valid until'],
      protocol: `INPS-ISEE-CASE-${onDate}-${index}`,
    };
    items.push({ kind: 'isee', value });
  }
  for (const [name, member] of Object.entries(entries.members ?? {})) {
    items.push(...(await memberItems(stage, name, member, onDate)));
  }
  return [...items, ...findingItems(entries, onDate)];
}

type MemberEntry = NonNullable<DossierEntries['members']>[string];

async function memberItems(
  stage: Stage,
  name: string,
  member: MemberEntry,
  onDate: string,
): Promise<readonly Item[]> {
  const personId = stage.personId(name);
  const items: Item[] = [];
  if (member.certificate === 'none') items.push({ kind: 'certificate', personId, value: 'none' });
  else if (member.certificate) {
    const { severity, 'issued on': issuedOn, 'valid until': validUntil } = member.certificate;
    const documentId = await stage.uploadDocument(name, 'disabilityCertificate');
    const value = { severity: camelCase(severity), scheme: 'before2026', issuedOn, documentId };
    items.push({ kind: 'certificate', personId, value: { ...value, ...(validUntil ? { validUntil } : {}) } });
  }
  const { 'ADL lost': adlLost, 'IADL lost': iadlLost } = member;
  if (member.independent) items.push({ kind: 'independent', personId, value: evidence(onDate) });
  if (adlLost !== undefined) {
    items.push({ kind: 'katzAdl', personId, value: { orientation: 'functionsLost', score: adlLost } });
  }
  if (iadlLost !== undefined) {
    items.push({ kind: 'lawtonIadl', personId, value: { formVersion: 'cronos-it', score: 8 - iadlLost } });
  }
  return items;
}

function findingItems(entries: DossierEntries, onDate: string): readonly Item[] {
  const { work, housing, network, 'sole caregiver': soleCaregiver } = entries;
  const found = { evidence: evidence(onDate) };
  const items: Item[] = [];
  if (work) items.push({ kind: 'work', value: { events: work.map(workEvent), ...found } });
  if (housing) {
    const value = {
      evictionOrder: isYes(housing['eviction order']),
      arrearsMonths: housing['months of arrears'],
      overcrowded: isYes(housing.overcrowded),
      ...found,
    };
    items.push({ kind: 'housing', value });
  }
  if (network) items.push({ kind: 'network', value: { value: network, ...found } });
  if (soleCaregiver) items.push({ kind: 'soleCaregiver', value: { value: isYes(soleCaregiver), ...found } });
  return items;
}

function workEvent({ event, on, before, now }: NonNullable<DossierEntries['work']>[number]): Item {
  if (event === 'contract ending') return { kind: 'contractEnding', endsOn: on };
  if (event !== 'reduced hours or pay') return { kind: camelCase(event), on };
  return { kind: 'reducedHoursOrPay', on, averageOfSixMonthsBefore: before, now };
}
