import { hashSecret } from '../activities/secret.ts';
import type { SignInAttempt } from '../prisma/gate.ts';
import { admit } from './admission.ts';
import { signInCookie, type Browser } from './browser.ts';
import { newSignInSecret } from './identity-provider.ts';
import type { ApiServices } from './services.ts';
import { keepSession } from './sessions.ts';
import { noProvider, signInFailed } from './sign-in-refusals.ts';

/** Time to find one's phone for the second factor. */
const ATTEMPT_SECONDS = 600;

/** Where to send a browser to sign in; what it then comes back with counts in this browser only, and once. */
export async function beginSignIn(
  { database, identityProvider }: ApiServices,
  browser: Browser,
  attempt: SignInAttempt,
): Promise<URL> {
  if (!identityProvider) throw noProvider;
  const secret = newSignInSecret();
  const address = await identityProvider.addressFor(secret);
  const expiresAt = new Date((await database.clock.now()).getTime() + ATTEMPT_SECONDS * 1000);
  await database.gate.rememberSignIn(hashSecret(secret), { ...attempt, expiresAt });
  browser.keep(signInCookie, secret, ATTEMPT_SECONDS);
  return address;
}

/** Lets in whoever came back; tells the path they wanted. */
export async function finishSignIn(services: ApiServices, browser: Browser, came: string): Promise<string> {
  const { identityProvider, database, publicUrl } = services;
  if (!identityProvider) throw noProvider;
  const secret = browser.cookie(signInCookie);
  browser.forget(signInCookie);
  const attempt = secret ? await database.gate.takeSignIn(hashSecret(secret)) : undefined;
  if (!secret || !attempt) throw signInFailed;
  // By the address that the provider was told, whatever a proxy before us makes of it.
  const address = new URL(`${publicUrl}/auth/callback`);
  address.search = new URL(came, publicUrl).search;
  const vouched = await identityProvider.visitorAt(address, secret);
  await keepSession(services, browser, await admit(services, vouched, attempt));
  return attempt.returnTo;
}

/** A path of ours and of nobody else, or the beginning: a link to us never leads elsewhere. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500 || !wanted.startsWith('/')) return '/';
  const here = 'https://here.invalid';
  const address = URL.canParse(wanted, here) ? new URL(wanted, here) : undefined;
  // Two slashes begin another host, also where they only meet once dots are taken out: /.//elsewhere.example
  if (address?.origin !== here || address.pathname.startsWith('//')) return '/';
  return `${address.pathname}${address.search}${address.hash}`;
}
