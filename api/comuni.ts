import { z } from 'zod';
import { ambiti, comuni, comuniNamed, type Ambito } from '../domain/territory.ts';
import { route } from './route.ts';
import { istatCode } from './schema.ts';

const comune = z
  .strictObject({
    istatCode,
    name: z.string(),
    ambito: z.enum(Object.keys(ambiti) as [Ambito, ...Ambito[]]),
    ambitoName: z.string(),
  })
  .meta({ id: 'Comune', description: 'A comune of the alliance’s territory' });

const listComuni = route({
  kind: 'read',
  operation: 'listComuni',
  method: 'get',
  path: '/v1/comuni',
  tag: 'organisations',
  summary: {
    it: 'I 42 comuni del territorio con codice ISTAT e ambito; si cercano per nome o parte del nome',
    en: 'The 42 comuni of the territory with ISTAT code and ambito; searched by name or a part of it',
  },
  who: 'signedIn',
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .meta({ description: 'A name or a part of it; case, accents and apostrophes do not count' }),
  }),
  reply: z.strictObject({ items: z.array(comune) }),
  read: (_tx, { query, locale }) =>
    Promise.resolve({
      items: (query.q === undefined ? comuni : comuniNamed(query.q)).map(
        ({ istatCode: code, name, ambito }) => ({
          istatCode: code,
          name,
          ambito,
          ambitoName: ambiti[ambito][locale],
        }),
      ),
    }),
});

export const comuneRoutes = [listComuni];
