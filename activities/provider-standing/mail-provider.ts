import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';
import { queueMail } from '../mail.ts';
import type { TemplateParams } from '../mail-templates.ts';
import type { ActivityServices } from '../services.ts';
import type { standingMails } from '../standing-mails.ts';

/** Writes to a provider about its standing, at the organisation's own address. */
export async function mailProvider<Name extends keyof typeof standingMails>(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  { id, organisationId }: Admission,
  {
    template,
    params,
    occasion,
  }: { readonly template: Name; readonly params: TemplateParams<Name>; readonly occasion: string },
): Promise<void> {
  await queueMail(tx, vault, {
    template,
    recipientId: organisationId,
    params,
    dedupeKey: `${template}/${occasion}`,
    about: { kind: 'admission', id },
  });
}
