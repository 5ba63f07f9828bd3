import { fields, lines, rows, type Full, type Fulls } from './full-screen.ts';

const [by, desk, office] = ['Bianca', 'Chiara', 'Sara'];

/** A provider from candidate to member, and the charter that it signs. */
export const candidatesFulls: Fulls = {
  '/application': [
    { by, has: { 'section[aria-labelledby=missing] li': 2, ...rows(10) } },
    { by: 'Mario', has: rows(10) },
  ],
  '/application/:step': [
    step('identity', { '#identity-email': 1, ...fields(9) }),
    step('places', { ...rows(1), '#place-new-name': 1 }),
    step('services', { ...rows(1), '#service-new-price': 1 }),
    step('documents', { '.console-rows > li button': 5 }),
    { ...step('documents', { 'form input[type=file]': 1 }), query: '?paper=insurance' },
    step('declarations', { '#declarations-employees': 1, ...fields(9) }),
    step('iban', { '#iban-iban': 1 }),
    { by: 'Mario', about: { step: 'agreement' }, has: { '#agreement-file': 1, '#paper-copy-file': 1 } },
  ],
  '/applications': [{ by: desk, has: rows(2) }],
  '/applications/invite': [{ by: desk, has: { '#invite-email': 1 } }],
  '/applications/:applicationId': [
    { by: desk, about: { applicationId: 'begun' }, has: { ...lines(8), '#correction-note': 1, ...rows(1) } },
    { by: desk, about: { applicationId: 'accepted' }, has: { ...lines(8), ...rows(5) } },
  ],
  '/suggestions': [{ by: 'Lucia', has: { ...rows(1), '#suggestion-reason': 1 } }],
  '/charter': [{ by: office, has: { h2: 10, 'section[aria-labelledby=send]': 1, ...rows(2) } }],
  '/charter/:charterVersionId': [
    {
      by: office,
      about: { charterVersionId: 'charterDraft' },
      has: { h2: 10, 'section[aria-labelledby=revise] button': 2, 'section[aria-labelledby=publish]': 1 },
    },
  ],
  '/charter/:charterVersionId/differences': [
    { by: office, about: { charterVersionId: 'charterDraft' }, has: { ins: 1, del: 1 } },
  ],
  '/charter/:charterVersionId/campaign': [
    { by: office, about: { charterVersionId: 'charter' }, has: lines(8) },
  ],
  '/signings': [{ by: desk, has: rows(2) }],
  '/signings/:signingId': [
    {
      by: 'Nadia',
      about: { signingId: 'signing' },
      has: { '#signing-accept_fundAdhesion': 1, ...fields(20) },
    },
    { by: desk, about: { signingId: 'signing' }, has: { '#extend-dueOn': 1 } },
    { by: desk, about: { signingId: 'signed' }, has: { 'section[aria-labelledby=outcome] button': 1 } },
  ],
  '/standing': [{ by: 'Elena', has: { ...rows(5), '#regularising-receivedOn': 1 } }],
  '/offer': [
    { by: 'Elena', has: { 'section[aria-labelledby=list] li': 1, '#proposal-name': 1, ...rows(3) } },
  ],
  '/proposals': [{ by: desk, has: { '.console-rows > li button': 2 } }],
  '/providers/:organisationId': [
    { by: desk, about: { organisationId: 'nursery' }, has: { ...rows(5), '#revocation-reason': 1 } },
  ],
  '/directory': [{ by: desk, has: rows(20) }],
  '/directory/:organisationId': [{ by: desk, about: { organisationId: 'nursery' }, has: { h2: 2 } }],
};

function step(name: string, has: Full['has']): Full {
  return { by, about: { step: name }, has };
}
