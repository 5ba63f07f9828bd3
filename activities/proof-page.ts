import { italianMoment } from '../domain/italian-day.ts';
import { formatInstant } from '../domain/time.ts';
import { trustTexts } from '../signatures/reasons.ts';
import { heading, items, paragraph, type Block } from './letters/block.ts';
import type { SignatureEvidence } from './signature-evidence.ts';
import type { CopyProof } from './signed-copy.ts';

/** A signed paper, as far as its page of evidence tells of it. */
export interface SignedPaper {
  readonly allianceName: string;
  readonly organisation: { readonly name: string };
  readonly signedAt: Date;
  readonly evidence: SignatureEvidence;
  readonly countersignature: Countersignature | undefined;
}

export interface Countersignature {
  readonly by: string;
  readonly at: Date;
}

/** The page of evidence: who, what (by its prints), how and when, and what it does not prove. */
export function proofOf(signed: SignedPaper, prints: readonly string[]): readonly Block[] {
  const { evidence, countersignature } = signed;
  const isByFile = 'copy' in evidence;
  return [
    heading('Prova della firma'),
    items([
      `Firmata per ${signed.organisation.name} da ${evidence.signatory.name}, codice fiscale ${evidence.signatory.taxCode}, rappresentante legale registrato dall’alleanza.`,
      `Firmata ${italianMoment('il', signed.signedAt)}.`,
      ...(isByFile
        ? ofFile(evidence.copy)
        : [
            'Modo: nome digitato e codice monouso inviato per e-mail, usato nella stessa sessione che lo ha chiesto.',
            `Codice inviato ${moment('il', evidence.codeSentAt)}, usato ${moment('il', evidence.codeUsedAt)}.`,
          ]),
      ...prints,
    ]),
    paragraph(
      countersignature
        ? `Controfirmata per ${signed.allianceName} da ${countersignature.by} ${italianMoment('il', countersignature.at)}.`
        : 'In attesa della controfirma dell’alleanza.',
    ),
    ...(isByFile ? [paragraph(trustTexts[evidence.copy.trust].it)] : []),
    paragraph(isByFile ? worthOfFile : worthOfCode),
  ];
}

function ofFile(copy: CopyProof): readonly string[] {
  const { certificate } = copy;
  const { commonName, taxCode, organisation } = certificate.subject;
  const holder = [commonName, taxCode, organisation].filter((part) => part !== undefined).join(', ');
  return [
    `Modo: firma digitale nel file caricato (${copy.format === 'pades' ? 'PAdES, PDF' : 'CAdES, .p7m'}, ${copy.digestAlgorithm}), verificata all’arrivo del file, ${moment('il', copy.verifiedAt)}.`,
    `Certificato intestato a ${holder}; emesso da ${certificate.issuer}; numero di serie ${certificate.serialNumber}.`,
    `Certificato valido ${moment('dal', certificate.notBefore)} ${moment('al', certificate.notAfter)}.`,
    `Impronta SHA-256 del certificato: ${certificate.fingerprint}`,
    ...(copy.claimedAt
      ? [
          `Ora della firma secondo l’orologio di chi ha firmato: ${formatInstant(new Date(copy.claimedAt), 'it')}.`,
        ]
      : []),
    `Impronta SHA-256 del documento da firmare: ${copy.originalHash}`,
    `Impronta SHA-256 del file firmato, che si conserva com’è: ${copy.copyHash}`,
  ];
}

function moment(article: 'il' | 'dal' | 'al', iso: string): string {
  return italianMoment(article, new Date(iso));
}

const worthOfCode =
  'È una firma elettronica semplice (regolamento UE 910/2014, art. 25; D.Lgs. 82/2005, art. 20): quanto prova lo ' +
  'valuta liberamente il giudice. Le impronte sono conservate nel registro sigillato dell’alleanza.';
const worthOfFile =
  'Vale come originale il file firmato. Se la firma sia qualificata (regolamento UE 910/2014, art. 25; D.Lgs. ' +
  '82/2005, art. 20) qui non è accertato. Le impronte sono conservate nel registro sigillato dell’alleanza.';
