import { toPlainDate } from '../../domain/time.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { items, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { proofOf, type SignedPaper } from '../proof-page.ts';
import { agreementText, textHashOf, type Agreement } from './agreement-text.ts';

export type AgreementSigned = Pick<SignedPaper, 'signedAt' | 'evidence' | 'countersignature'>;

/** The agreement as it is to be signed, as a tagged PDF; the same always gives the same bytes. */
export function renderAgreement(agreement: Agreement): Promise<Bytes> {
  return drawAgreement(agreement, agreement.writtenOn, [items(printsOf(agreement))]);
}

/** The agreement as it was signed; on its last page, what proves the signature. */
export function renderSignedAgreement(agreement: Agreement, signed: AgreementSigned): Promise<Bytes> {
  const writtenOn = toPlainDate(signed.countersignature?.at ?? signed.signedAt);
  return drawAgreement(agreement, writtenOn, [
    { kind: 'newPage' },
    ...proofOf({ ...agreement, ...signed }, printsOf(agreement)),
  ]);
}

function printsOf(agreement: Agreement): readonly string[] {
  return [`Impronta SHA-256 del testo: ${textHashOf(agreement)}`];
}

function drawAgreement(
  agreement: Agreement,
  writtenOn: Agreement['writtenOn'],
  ending: readonly Block[],
): Promise<Bytes> {
  const { allianceName: author, applicationCode } = agreement;
  const { title, opening, blocks } = agreementText(agreement);
  const footer = `${title}, ${applicationCode}`;
  return drawPdf(
    { title, author, writtenOn, footer, opening, blocks: [...blocks, ...ending] },
    layoutsUpon(),
  );
}
