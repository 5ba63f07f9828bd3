import type { OrganisationRole } from '../generated/client.ts';

/** What a provider offers; only the demonstration groups them so far. */
export type ServiceCategory =
  | 'childcare'
  | 'summerCamp'
  | 'homeCare'
  | 'dayCentre'
  | 'psychology'
  | 'therapy'
  | 'transport'
  | 'sports'
  | 'culture'
  | 'proximityShop';

export interface ListedOrganisation {
  /** Its place in the territory; the id is made from it. */
  readonly key: string;
  readonly name: string;
  readonly legalForm: string;
  readonly comuneIstat: string;
  readonly roles: readonly OrganisationRole[];
  readonly category?: ServiceCategory;
  /** Employees in the alliance; their sum is 700. */
  readonly employees?: number;
}

/** The words that show, wherever a name is printed, that the organisation is invented. */
const EXAMPLE = '– esempio';

type Line = readonly [key: string, name: string, comuneIstat: string];

/** Local bodies that are no comune. The Consorzio leads the alliance, and is a provider and an employer too. */
const otherLocalBodies: readonly ListedOrganisation[] = [
  listed(['consorzio', 'Consorzio servizi della valle', '016058'], 'consorzio', ['localBody', 'provider'], {
    category: 'homeCare',
  }),
  listed(['comunita-montana', 'Comunità montana dei due laghi', '016128'], 'comunità montana', ['localBody']),
  listed(['azienda-speciale', 'Azienda speciale per la persona', '016193'], 'azienda speciale', ['localBody', 'provider'], {
    category: 'dayCentre',
  }),
  listed(['piano-val-cavallina', 'Ufficio di piano Val Cavallina', '016218'], 'ente locale', ['localBody']),
  listed(['piano-basso-sebino', 'Ufficio di piano Basso Sebino', '016242'], 'ente locale', ['localBody']),
  listed(['piano-alto-sebino', 'Ufficio di piano Alto Sebino', '016086'], 'ente locale', ['localBody']),
];

const schools: readonly ListedOrganisation[] = [
  listed(['scuola-ginestre', 'Istituto comprensivo Le Ginestre', '016218'], 'istituto scolastico', ['school']),
  listed(['scuola-colle', 'Istituto comprensivo del Colle', '016058'], 'istituto scolastico', ['school']),
  listed(['scuola-sponda', 'Istituto comprensivo La Sponda', '016193'], 'istituto scolastico', ['school']),
  listed(['scuola-mestieri', 'Istituto superiore dei Mestieri', '016128'], 'istituto scolastico', ['school']),
  listed(['scuola-musica', 'Fondazione scolastica Il Pentagramma', '016242'], 'fondazione', ['school', 'provider'], {
    category: 'culture',
  }),
];

const associations: readonly ListedOrganisation[] = [
  listed(['associazione-artigiani', 'Associazione artigiani dei due laghi', '016218'], 'associazione', ['association']),
  listed(['associazione-cooperative', 'Lega delle cooperative della valle', '016128'], 'associazione', ['association']),
  listed(['associazione-imprese', 'Confederazione delle cooperative dei colli', '016193'], 'associazione', ['association']),
];

const unions: readonly ListedOrganisation[] = [
  listed(['sindacato-valle', 'Sindacato dei lavoratori della valle', '016218'], 'sindacato', ['union']),
  listed(['sindacato-laghi', 'Sindacato unitario dei laghi', '016128'], 'sindacato', ['union']),
  listed(['sindacato-colli', 'Sindacato nuovo dei colli', '016193'], 'sindacato', ['union']),
];
