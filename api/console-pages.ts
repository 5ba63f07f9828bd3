import express, { Router, type RequestHandler } from 'express';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What stands under these is the service's own; every other address is a page of the console. */
const ownRoads = /^\/(v1|auth|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/;

/** The built console. What carries its hash in its name never changes; the page that names it is asked for each time. */
export function consolePages(folder: string): Router {
  const router = Router();
  const assets = join(folder, 'assets');
  router.use(
    '/assets',
    compressed(assets),
    express.static(assets, { immutable: true, maxAge: '1y', index: false, acceptRanges: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get('/{*page}', (request, response, next) => {
    if (ownRoads.test(request.path) || request.path.startsWith('/assets/')) return next();
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
  });
  return router;
}

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/**
 * Answers with what the build has compressed, to whoever can read it. Only what is public and the same for everybody:
 * an answer of the API holds secrets beside words that others choose, and its compressed length would tell of them.
 */
function compressed(folder: string): RequestHandler {
  const held = new Set(readdirSync(folder));
  return (request, response, next) => {
    response.vary('Accept-Encoding');
    const file = request.path.slice(1);
    const found = encodings.find(
      ({ name, ending }) => held.has(file + ending) && request.acceptsEncodings(name),
    );
    if (found) {
      response.type(file).set('Content-Encoding', found.name);
      request.url = request.url.replace(file, file + found.ending);
    }
    next();
  };
}
