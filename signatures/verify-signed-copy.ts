import { isAboutData, readCmsOrThrow, stampsBytes, type Cms } from './cms.ts';
import { readSignedPdf, type PdfSignature } from './pades.ts';
import { readOriginalOrThrow } from './pdf-state.ts';
import type { Fault, ReasonCode } from './reasons.ts';
import { reportOf, type SignatureFacts, type SignatureReport } from './report.ts';
import { checkSignerOrThrow, type Expectation } from './signer-info.ts';
import { Unreadable } from './unreadable.ts';

const maxBytes = 24 * 1024 * 1024;
const integrityCodes: ReadonlySet<ReasonCode> = new Set(['alteredBytes', 'brokenSignature', 'weakAlgorithm']);

/** A file that somebody says to have signed, the text they were to sign, and who they are to be. */
export interface SignedCopy extends Expectation {
  readonly signed: Uint8Array;
  readonly original: Uint8Array;
  /** Whether nobody else may have signed too. */
  readonly isAlone?: boolean;
}

/**
 * Checks whether a file is exactly the original, signed by the expected person with a certificate that is valid at
 * that moment. Whatever the file is, the answer is a report; an error only ever is about the original.
 */
export async function verifySignedCopy(copy: SignedCopy): Promise<SignatureReport> {
  const { signed } = copy;
  if (signed.length === 0) return reportOf(undefined, [], [{ code: 'empty' }]);
  if (signed.length > maxBytes) return reportOf(undefined, [], [{ code: 'unreadable', why: 'too large' }]);
  if (Buffer.from(signed.subarray(0, 5)).toString('latin1') === '%PDF-') return verifyPades(copy);
  if (signed[0] === 0x30) return verifyCades(copy);
  return reportOf(undefined, [], [{ code: 'notSigned', why: 'neither PDF nor .p7m' }]);
}

async function verifyPades(copy: SignedCopy): Promise<SignatureReport> {
  const original = readOriginalOrThrow(copy.original);
  const opened = await checking(async () =>
    readSignedPdf(copy.signed, { bytes: copy.original, state: original }),
  );
  if ('code' in opened) return reportOf('pades', [], [opened]);
  const facts: SignatureFacts[] = [];
  const found: Fault[] = [...opened.faults];
  for (const signature of opened.signatures) {
    const checked = await checking(() => checkPdfSignature(signature, copy));
    if ('code' in checked) found.push(checked);
    else facts.push(checked);
  }
  return withPerson('pades', copy, facts, found);
}

async function checkPdfSignature(signature: PdfSignature, copy: SignedCopy): Promise<SignatureFacts | Fault> {
  if (signature.isWeakKind) return { code: 'weakAlgorithm' };
  const cms = readCmsOrThrow(signature.cms, { mayBePadded: true });
  const [signerInfo, ...others] = cms.signedData.signerInfos;
  if (others.length > 0) throw new Unreadable('a PDF signature has several signers');
  if (signature.kind === 'signature') {
    if (cms.content !== undefined || !isAboutData(cms))
      throw new Unreadable('a PDF signature is of another kind');
    return checkSignerOrThrow(cms, signerInfo!, signature.covered, copy);
  }
  return checkTimestamp(cms, signature.covered, copy);
}

/** A time stamp must be intact, and says nothing yet: whether its authority is one, and was valid, is not asked. */
async function checkTimestamp(cms: Cms, covered: Uint8Array, copy: SignedCopy): Promise<SignatureFacts> {
  const [signerInfo] = cms.signedData.signerInfos;
  const checked = await checkSignerOrThrow(cms, signerInfo!, cms.content ?? new Uint8Array(), copy);
  const { matchedBy: _nobody, ...facts } = checked;
  const faults = checked.faults.filter(({ code }) => integrityCodes.has(code));
  if (!(await stampsBytes(cms, covered))) faults.push({ code: 'alteredBytes' });
  return { ...facts, kind: 'timestamp', faults };
}

async function verifyCades(copy: SignedCopy): Promise<SignatureReport> {
  const facts: SignatureFacts[] = [];
  const found: Fault[] = [];
  const opened = await checking(async () => {
    const outer = readCmsOrThrow(copy.signed, { mayBePadded: false });
    const inner = innerOf(outer, copy.original);
    const all = inner === undefined ? [outer] : [outer, inner];
    if (!all.every(isAboutData)) throw new Unreadable('an envelope is not about a document');
    return all;
  });
  if ('code' in opened) return reportOf('cades', [], [opened]);
  const content = opened.at(-1)!.content;
  if (content === undefined) found.push({ code: 'contentMissing' });
  else if (Buffer.compare(content, copy.original) !== 0) found.push({ code: 'alteredText' });
  for (const cms of opened) {
    for (const signerInfo of content === undefined ? [] : cms.signedData.signerInfos) {
      const checked = await checking(() => checkSignerOrThrow(cms, signerInfo, cms.content!, copy));
      if ('code' in checked) found.push(checked);
      else facts.push(checked);
    }
  }
  return withPerson('cades', copy, facts, found);
}

/** Somebody who countersigns a .p7m may put it, as it is, into another: once. */
function innerOf({ content }: Cms, original: Uint8Array): Cms | undefined {
  if (content === undefined || content[0] !== 0x30 || Buffer.compare(content, original) === 0)
    return undefined;
  return readCmsOrThrow(content, { mayBePadded: false });
}

/** Signatures of which none is the expected person's are a reason too, and so are time stamps alone. */
function withPerson(
  format: 'pades' | 'cades',
  { isAlone = false }: SignedCopy,
  facts: readonly SignatureFacts[],
  faults: readonly Fault[],
): SignatureReport {
  const people = facts.filter(({ kind }) => kind === 'signature');
  const isOther = people.length > 0 && people.every(({ matchedBy }) => matchedBy === undefined);
  if (isOther) return reportOf(format, facts, [...faults, { code: 'otherPerson' }]);
  if (isAlone && people.length > 1)
    return reportOf(format, facts, [...faults, { code: 'severalSignatures' }]);
  const isNobody = people.length === 0 && faults.length === 0;
  return reportOf(format, facts, isNobody ? [{ code: 'notSigned' }] : faults);
}

/** Whatever a file makes the code and the libraries under it throw, it is the file that cannot be read. */
async function checking<Result extends object>(check: () => Promise<Result>): Promise<Result | Fault> {
  try {
    return await check();
  } catch (error) {
    const why = error instanceof Unreadable ? error.message : 'a signature is not built as it should be';
    return { code: 'unreadable', why };
  }
}
