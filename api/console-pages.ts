import express, { Router } from 'express';
import { join } from 'node:path';

/** What stands under these is the service's own; every other address is a page of the console. */
const ownRoads = /^\/(v1|auth|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/;

/** The built console. What carries its hash in its name never changes; the page that names it is asked for each time. */
export function consolePages(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get('/{*page}', (request, response, next) => {
    if (ownRoads.test(request.path) || request.path.startsWith('/assets/')) return next();
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
  });
  return router;
}
