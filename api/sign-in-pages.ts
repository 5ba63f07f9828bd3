import { Router, type Request, type Response } from 'express';
import { Refusal } from '../domain/refusal.ts';
import { refusalKinds } from '../domain/refusal-codes.ts';
import type { Locale } from '../domain/text.ts';
import type { AllianceName } from '../prisma/gate.ts';
import { localeOf } from './auth.ts';
import { browserOf, type Browser } from './browser.ts';
import type { ApiServices } from './services.ts';
import { beginSignIn, finishSignIn, returnPath } from './sign-in.ts';

/** The two addresses of a sign-in at which a browser arrives by itself: it is sent on, or shown what to do. */
export function signInPages(services: ApiServices): Router {
  const router = Router();
  router.get('/auth/sign-in', (request, response) =>
    sendOn(services, request, response, async (browser) => {
      const { returnTo, alliance } = request.query;
      const attempt = {
        returnTo: returnPath(returnTo),
        alliance: typeof alliance === 'string' ? alliance : null,
        invitationHash: null,
      };
      return (await beginSignIn(services, browser, attempt)).href;
    }),
  );
  router.get('/auth/callback', (request, response) =>
    sendOn(services, request, response, (browser) => finishSignIn(services, browser, request.originalUrl)),
  );
  return router;
}

async function sendOn(
  services: ApiServices,
  request: Request,
  response: Response,
  find: (browser: Browser) => Promise<string>,
): Promise<void> {
  const browser = browserOf(request);
  response.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer');
  try {
    const location = await find(browser);
    response.append('Set-Cookie', [...browser.changes]).redirect(303, location);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const locale = localeOf(request.get('accept-language'));
    const alliances = error.code === 'severalAlliances' ? await services.database.gate.alliances() : [];
    if (error.code === 'temporarilyUnavailable') response.set('Retry-After', '60');
    if (browser.changes.length > 0) response.append('Set-Cookie', [...browser.changes]);
    response.set('Content-Language', locale).set('Vary', 'Accept-Language');
    response
      .status(error.status)
      .type('html')
      .send(page(error, locale, alliances));
  }
}

const words: Readonly<Record<Locale, { readonly again: string; readonly start: string }>> = {
  it: { again: 'Accedere di nuovo', start: 'Pagina iniziale' },
  en: { again: 'Sign in again', start: 'First page' },
};

function page({ code, refusal }: Refusal, locale: Locale, alliances: readonly AllianceName[]): string {
  const title = refusalKinds[code].title[locale];
  const choices = alliances.map(({ slug, name }) => link(`/auth/sign-in?alliance=${slug}`, name));
  const links = [...(choices.length ? choices : [link('/auth/sign-in', words[locale].again)])];
  return `<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Reciproca</title>
  <link rel="stylesheet" href="/home.css">
</head>
<body>
<main>
  <h1>${title}</h1>
  <p>${escaped(refusal.detail[locale])}</p>
  <ul>
${[...links, link('/', words[locale].start)].map((item) => `    <li>${item}</li>`).join('\n')}
  </ul>
</main>
</body>
</html>
`;
}

function link(href: string, text: string): string {
  return `<a href="${escaped(href)}">${escaped(text)}</a>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
