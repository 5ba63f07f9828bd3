import type { Tx } from '../../prisma/database.ts';
import { heading, paragraph, type Block } from './block.ts';

/** Who answers for a letter to an organisation: the alliance, who follows the matter, and who decided it. */
export interface Responsible {
  readonly allianceName: string;
  /** Who is responsible for the procedure (L. 241/1990 art. 5); while nobody is, the office is. */
  readonly officerName: string | null;
  readonly signerName: string | null;
}

/** By their accounts; while nobody follows a matter, whoever signs answers for it, and else the alliance's office. */
export async function responsibleFor(
  tx: Tx,
  accounts: { readonly officerId: string | null; readonly signerId: string | null },
): Promise<Responsible> {
  const { name: allianceName } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const officerName = await nameOf(tx, accounts.officerId ?? accounts.signerId);
  const signerName = await nameOf(tx, accounts.signerId ?? accounts.officerId);
  return { allianceName, officerName, signerName };
}

/**
 * Whom to turn to (L. 241/1990 art. 8), and who signs: a printed name stands for the signature. An office is no person:
 * where nobody follows a matter, the letter says which unit is responsible, and no name pretends to have signed.
 */
export function whoAnswers(responsible: Responsible, serviceUrl: string): readonly Block[] {
  const { allianceName, officerName, signerName } = responsible;
  const responsibleOne = officerName
    ? `Responsabile del procedimento: ${officerName}`
    : 'Unità organizzativa responsabile: l’ufficio che segue i fornitori';
  const signature = signerName
    ? [
        paragraph(`${signerName}, ${allianceName}`),
        paragraph('Firma autografa sostituita dal nome a stampa (D.Lgs. 39/1993, art. 3).'),
      ]
    : [paragraph(allianceName)];
  return [
    heading('A chi rivolgersi'),
    paragraph(
      `${responsibleOne}, ${allianceName}. Allo sportello si possono vedere gli atti, portare documenti e ` +
        `osservazioni e chiedere che questa lettera sia spiegata a voce. Il servizio è su ${serviceUrl}.`,
    ),
    paragraph('Cordiali saluti'),
    ...signature,
  ];
}

async function nameOf(tx: Tx, accountId: string | null): Promise<string | null> {
  if (!accountId) return null;
  return (await tx.db.account.findUniqueOrThrow({ where: { id: accountId } })).label;
}
