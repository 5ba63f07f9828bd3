import { fileWord } from './organisation-words.ts';
import { key } from './sentence.ts';
import { name, yes } from './values.ts';

/** What is done with the agreement of an accepted candidate. */
export const agreementActions = {
  'signs the agreement': key('firma la convenzione', yes, [
    'chi rappresenta l’ente, con il codice arrivato per posta: sempre "sì"',
    'whoever represents the organisation, with the code that was mailed: always "yes"',
  ]),
  'uploads a signed agreement': key('carica la convenzione firmata', fileWord, ['quale file', 'which file']),
  'countersigns the agreement': key('controfirma la convenzione di', name, [
    'quale ente: è ammesso',
    'which organisation: it is admitted',
  ]),
  'records the agreement': key('registra la convenzione', name, [
    'firmata oggi su carta: l’ente è ammesso',
    'signed on paper today: the organisation is admitted',
  ]),
} as const;
