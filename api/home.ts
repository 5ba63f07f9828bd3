import { Router } from 'express';
import type { Locale } from '../domain/text.ts';
import { localeOf } from './auth.ts';
import type { ApiServices } from './services.ts';

/** What stands at `/`, where every mail and letter leads, of a service that serves no console. */
export function home({
  publicUrl,
  demo,
  identityProvider,
}: Pick<ApiServices, 'publicUrl' | 'demo' | 'identityProvider'>): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const locale = localeOf(request.get('accept-language'));
    response.set('Content-Language', locale).set('Vary', 'Accept-Language');
    response.type('html').send(page(locale, publicUrl, { demo, canSignIn: identityProvider !== undefined }));
  });
  return router;
}

/** How the pages look that are no part of the console: this one, and what a sign-in has to say. */
export function homeStyle(): Router {
  const router = Router();
  router.get('/home.css', (_request, response) => void response.type('css').send(style));
  return router;
}

interface Words {
  readonly what: string;
  readonly signIn: string;
  readonly reader: string;
  readonly readerHow: string;
  readonly invited: string;
  readonly invitedHow: string;
  readonly invitedThen: string;
  readonly lost: string;
  readonly machine: string;
  readonly machineHow: string;
  readonly demo: string;
}

const words: Readonly<Record<Locale, Words>> = {
  it: {
    what: 'Il servizio di un’alleanza territoriale di welfare: chi è in difficoltà presenta una domanda, persone ne decidono, un Fondo di Solidarietà paga.',
    signIn: 'Ha un’utenza? <a href="/auth/sign-in">Accedere</a>.',
    reader: 'Ha ricevuto una lettera o un messaggio?',
    readerHow:
      'Non c’è ancora una pagina in cui leggere le proprie lettere. Si rivolga allo sportello indicato nella lettera, con il numero di protocollo o della pratica.',
    invited: 'Ha ricevuto un codice di invito?',
    invitedHow:
      'Il codice, che comincia con <code>inv_</code>, vale una volta sola. Si usa nella <a href="/docs/#/session/acceptInvitation">pagina delle operazioni, alla voce acceptInvitation</a> («Try it out», il codice al posto di <code>string</code>, «Execute»), oppure dal terminale:',
    invitedThen:
      'La risposta contiene un gettone (<code>token</code>): lo conservi come una password. Nella pagina delle operazioni si indica con «Authorize»; altrove si presenta con <code>Authorization: Bearer</code>.',
    lost: 'Se il codice è scaduto o smarrito, ne chieda un altro a chi amministra l’alleanza.',
    machine: 'Scrive un programma?',
    machineHow:
      'Le operazioni stanno nella <a href="/docs/">pagina di consultazione</a>; il documento OpenAPI è <a href="/openapi.json">/openapi.json</a>.',
    demo: 'Questa è una dimostrazione: tutto è inventato, e si può essere chiunque. <a href="/v1/session/personas">Chi si può essere</a>.',
  },
  en: {
    what: 'The service of a territorial welfare alliance: whoever is in difficulty files an application, people decide on it, a Solidarity Fund pays.',
    signIn: 'Do you have an account? <a href="/auth/sign-in">Sign in</a>.',
    reader: 'Did you get a letter or a message?',
    readerHow:
      'There is no page yet on which to read your letters. Please ask at the desk named in the letter, with the number of the protocol or of the file.',
    invited: 'Did you get an invitation code?',
    invitedHow:
      'The code, which begins with <code>inv_</code>, is good once. Use it on the <a href="/docs/#/session/acceptInvitation">page of operations, at acceptInvitation</a> (“Try it out”, the code in the place of <code>string</code>, “Execute”), or from a terminal:',
    invitedThen:
      'The answer holds a <code>token</code>: keep it like a password. On the page of operations give it at “Authorize”; elsewhere present it with <code>Authorization: Bearer</code>.',
    lost: 'If the code has expired or was lost, ask whoever administers the alliance for another.',
    machine: 'Are you writing a program?',
    machineHow:
      'The operations are on the <a href="/docs/">reference page</a>; the OpenAPI document is <a href="/openapi.json">/openapi.json</a>.',
    demo: 'This is a demonstration: everything is invented, and one may be anybody. <a href="/v1/session/personas">Whom one may be</a>.',
  },
};

function page(
  locale: Locale,
  publicUrl: string,
  { demo, canSignIn }: { readonly demo: boolean; readonly canSignIn: boolean },
): string {
  const told = words[locale];
  const address = publicUrl.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Reciproca</title>
  <link rel="stylesheet" href="/home.css">
</head>
<body>
<main>
  <h1>Reciproca</h1>
  <p>${told.what}</p>
${demo ? `  <p>${told.demo}</p>\n` : ''}${canSignIn ? `  <p>${told.signIn}</p>\n` : ''}  <h2>${told.reader}</h2>
  <p>${told.readerHow}</p>
  <h2>${told.invited}</h2>
  <p>${told.invitedHow}</p>
  <pre><code>curl ${address}/v1/session/invitation -H 'Content-Type: application/json' -d '{"code": "inv_…"}'</code></pre>
  <p>${told.invitedThen}</p>
  <p>${told.lost}</p>
  <h2>${told.machine}</h2>
  <p>${told.machineHow}</p>
</main>
</body>
</html>
`;
}

const style = `body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 2rem 1rem; color: #1b1b1b; background: #fff; }
main { max-width: 42rem; margin: 0 auto; }
a { color: #0b4f8a; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; background: #f1f1f1; }
`;
