import type { Channel } from '../prisma/generated/enums.ts';
import { invalidField } from './invalid-field.ts';

/** Letters by post need somewhere to go: refused at whichever field of the request takes the address away. */
export function needsAddressForPost(
  after: { readonly channel: Channel; readonly address: string | null },
  pointer: '/body/channel' | '/body/address' = '/body/address',
): void {
  if (after.channel !== 'post' || after.address !== null) return;
  throw invalidField(pointer, {
    it: 'manca l’indirizzo postale: per ricevere lettere per posta indichi l’indirizzo, o scelga un altro canale',
    en: 'the postal address is missing: to receive letters by post give the address, or choose another channel',
  });
}
