import { startApi, type Caller } from '../support.ts';
import { accountSpecimens } from './account-specimens.ts';
import { castOf, makePlace } from './callers.ts';
import { makeCaseFile } from './case-file.ts';
import { bookingSpecimens } from './booking-specimens.ts';
import { caseSpecimens } from './case-specimens.ts';
import { charterSpecimens, makeCharterFile } from './charter-specimens.ts';
import { makeOfferFile, offerSpecimens } from './offer-specimens.ts';
import { officeSpecimens } from './office-specimens.ts';
import { peopleSpecimens } from './people-specimens.ts';
import { makeProviderFile, providerSpecimens } from './provider-specimens.ts';
import { settlementSpecimens } from './settlement-specimens.ts';
import { makeStandingFile, standingSpecimens } from './standing-specimens.ts';
import { disputeSpecimens } from './dispute-specimens.ts';
import { tillSpecimens } from './till-specimens.ts';
import { voucherLawSpecimens } from './voucher-law-specimens.ts';
import type { Specimens, World } from './specimen.ts';
import { welfareSpecimens } from './welfare-specimens.ts';
import { makeVoucherFile, voucherSpecimens } from './voucher-specimens.ts';
import { voucherExpirySpecimens } from './voucher-expiry-specimens.ts';

export const specimens: Specimens = {
  ...accountSpecimens,
  ...caseSpecimens,
  ...charterSpecimens,
  ...offerSpecimens,
  ...officeSpecimens,
  ...peopleSpecimens,
  ...providerSpecimens,
  ...standingSpecimens,
  ...welfareSpecimens,
  ...tillSpecimens,
  ...disputeSpecimens,
  ...voucherSpecimens,
  ...voucherLawSpecimens,
  ...voucherExpirySpecimens,
  ...settlementSpecimens,
  ...bookingSpecimens,
};

/** The service with a case in one alliance, strangers beside it, and another alliance with a case of its own. */
export async function openWorld(): Promise<World> {
  const api = await startApi();
  const [home, elsewhere, abroad] = [
    await makePlace(api, api.test.allianceId, 'Titolare'),
    await makePlace(api, api.test.allianceId, 'Estranea'),
    await makePlace(api, await api.test.addAlliance(), 'Forestiera'),
  ];
  const [insiders, strangers, foreigners] = [
    await castOf(api, home),
    await castOf(api, elsewhere),
    await castOf(api, abroad),
  ];
  const file = await makeCaseFile(api, home, {
    author: insiders.administrator,
    publisher: strangers.administrator,
  });
  await makeCaseFile(api, abroad, {
    author: foreigners.administrator,
    publisher: await api.signIn('administrator', { allianceId: abroad.allianceId }),
  });
  const charter = await makeCharterFile(api, home, insiders, strangers.administrator);
  const providers = await makeProviderFile(api, home, insiders);
  const standing = await makeStandingFile(api, home, insiders, strangers.caseworker.accountId);
  const offer = await makeOfferFile(api, home);
  const vouchers = await makeVoucherFile(api, home, insiders, offer);
  return { api, home, file, charter, providers, standing, offer, vouchers, insiders, strangers, foreigners };
}

/** An insider whom the route's table lets call the operation at all. */
export function somebodyFor(world: World, who: 'anyone' | 'signedIn' | readonly string[]): Caller {
  if (who === 'anyone') return world.api.nobody;
  const role = who === 'signedIn' ? 'citizen' : who[0]!;
  return world.insiders[role as keyof World['insiders']];
}
