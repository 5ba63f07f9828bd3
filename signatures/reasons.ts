import type { Text } from '../domain/text.ts';

/** Every reason for which a signed copy is refused, and what to do about it. */
export const reasonTexts = {
  empty: {
    it: 'Il file è vuoto: lo salvi di nuovo e carichi quello firmato.',
    en: 'The file is empty: save it again and upload the signed one.',
  },
  unreadable: {
    it: 'Il file non si può controllare: è incompleto, o il programma di firma lo ha scritto in un modo che qui non si legge. Firmi di nuovo il testo scaricato, come PDF (PAdES) o .p7m (CAdES).',
    en: 'The file cannot be checked: it is incomplete, or the signing program wrote it in a way that is not read here. Sign the downloaded text again, as PDF (PAdES) or .p7m (CAdES).',
  },
  passwordProtected: {
    it: 'Il PDF è protetto da una password: firmi il testo così come lo ha scaricato, senza password.',
    en: 'The PDF is protected by a password: sign the text as you downloaded it, without one.',
  },
  notSigned: {
    it: 'Il file non contiene una firma digitale: lo firmi con il programma del Suo certificato di firma e carichi il file che ne risulta.',
    en: 'The file has no digital signature: sign it with the program of your signing certificate and upload the file that comes of it.',
  },
  contentMissing: {
    it: 'Il .p7m contiene solo la firma, senza il testo: nel programma di firma scelga la firma che include il documento.',
    en: 'The .p7m has the signature only, without the text: choose the signature that includes the document in the signing program.',
  },
  alteredText: {
    it: 'Il testo firmato non è quello da firmare, o vi è stato aggiunto qualcosa: scarichi di nuovo il testo e lo firmi senza aprirlo o salvarlo con altri programmi.',
    en: 'The signed text is not the one to sign, or something was added to it: download the text again and sign it without opening or saving it in other programs.',
  },
  partialCoverage: {
    it: 'La firma non copre tutto il file: firmi di nuovo il testo scaricato, per intero.',
    en: 'The signature does not cover the whole file: sign the whole downloaded text again.',
  },
  alteredBytes: {
    it: 'Il file è cambiato dopo la firma: carichi il file firmato come il programma di firma lo ha salvato.',
    en: 'The file changed after it was signed: upload the signed file as the signing program saved it.',
  },
  brokenSignature: {
    it: 'La firma non corrisponde al certificato che la accompagna: firmi di nuovo il testo scaricato.',
    en: 'The signature does not match the certificate that comes with it: sign the downloaded text again.',
  },
  weakAlgorithm: {
    it: 'La firma usa un metodo non più sicuro o non riconosciuto: aggiorni il programma di firma e firmi di nuovo, con SHA-256 o superiore.',
    en: 'The signature uses a method that is no longer safe, or not known: update the signing program and sign again, with SHA-256 or better.',
  },
  certificateNotYetValid: {
    it: 'Il certificato di firma non è ancora valido: firmi di nuovo quando lo sarà, o con un altro certificato.',
    en: 'The signing certificate is not valid yet: sign again when it is, or with another certificate.',
  },
  certificateExpired: {
    it: 'Il certificato di firma è scaduto: lo rinnovi e firmi di nuovo.',
    en: 'The signing certificate has expired: renew it and sign again.',
  },
  otherPerson: {
    it: 'Il file è firmato da un’altra persona: deve firmarlo chi è indicato come firmatario, con il proprio certificato.',
    en: 'The file is signed by another person: the person named as signatory must sign, with a certificate of their own.',
  },
  severalSignatures: {
    it: 'Il file porta più di una firma: deve firmarlo solo chi è indicato come firmatario, una volta. Scarichi di nuovo il testo e lo firmi.',
    en: 'The file has more than one signature: only the person named as signatory is to sign it, once. Download the text again and sign that.',
  },
  untrustedIssuer: {
    it: 'Il certificato di firma non viene da uno degli emittenti che l’alleanza riconosce: firmi con un certificato di uno di essi.',
    en: 'The signing certificate does not come from an issuer that the alliance recognises: sign with a certificate of one of them.',
  },
} as const satisfies Record<string, Text>;

/** What is said of a file that was accepted, and what that does not prove. */
export const trustTexts = {
  notVerified: {
    it: 'Integrità verificata, fiducia non verificata: il file è il testo intatto, firmato con la chiave di questo certificato; chi abbia emesso il certificato non è stato controllato.',
    en: 'Integrity verified, trust not verified: the file is the unaltered text, signed with the key of this certificate; who issued the certificate was not checked.',
  },
  verified: {
    it: 'Integrità verificata, emittente riconosciuto: il file è il testo intatto, e il certificato porta a un emittente dell’elenco dell’alleanza. Se sia stato revocato e se sia qualificato non è stato controllato.',
    en: 'Integrity verified, issuer recognised: the file is the unaltered text, and the certificate leads to an issuer on the alliance’s list. Whether it was revoked, and whether it is qualified, was not checked.',
  },
} as const satisfies Record<string, Text>;

export type ReasonCode = keyof typeof reasonTexts;

/** A reason as it is found; `why` is for whoever helps, in a word and without anybody's data. */
export interface Fault {
  readonly code: ReasonCode;
  readonly why?: string;
}
