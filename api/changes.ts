import { z } from 'zod';
import { route } from './route.ts';

const listenToChanges = route({
  kind: 'stream',
  operation: 'listenToChanges',
  method: 'get',
  path: '/v1/changes',
  tag: 'changes',
  summary: {
    it: 'Dice di che genere è ciò che cambia nell’alleanza, appena cambia e finché la sessione dura (server-sent events): nessun dato e nessun codice, solo che conviene richiedere ciò che si può vedere',
    en: 'Tells of what kind is what changes in the alliance, as it changes and as long as the session lasts (server-sent events): no data and no codes, only that it is worth asking again for what one may see',
  },
  who: 'signedIn',
  reply: z.string().meta({
    description:
      '`event: listening` once, then `data: tasks cases …`, a comment now and then, `event: ended` when the session is over',
  }),
});

export const changeRoutes = [listenToChanges];
