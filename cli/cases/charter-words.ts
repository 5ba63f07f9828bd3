import { z } from 'zod';
import { fileWord } from './organisation-words.ts';
import { key, oneOf, parts } from './sentence.ts';
import { date, name, text, wholeNumber, yes } from './values.ts';

const signedPaper = oneOf({ charter: 'Carta', agreement: 'convenzione' });
const organisation = key('ente', name, ['quale ente', 'which organisation']);

/** What is done with the ethical charter: by the office, and by whoever represents an organisation. */
export const charterActions = {
  'publishes a new charter': key(
    'pubblica una nuova Carta',
    parts({
      'grace days': key('giorni di tolleranza', wholeNumber.optional(), [
        'come la versione di prima, se non si dice',
        'as in the version before unless said',
      ]),
      'invitations a minute': key('inviti al minuto', wholeNumber.optional(), [
        'sessanta, se non si dice',
        'sixty unless said',
      ]),
      'code suffices for': key('il codice basta per', z.array(signedPaper).optional(), [
        'come nella versione di prima, se non si dice',
        'as in the version before unless said',
      ]),
      'in force from': key('in vigore dal', date.optional(), ['oggi, se non si dice', 'today unless said']),
    }),
    ['scritta da un’altra persona che amministra', 'written by another administrator'],
  ),
  'records who represents': key('registra chi rappresenta', name, [
    'quale ente; il rappresentante lo fa il caso',
    'which organisation; the case makes up the representative',
  ]),
  'invites to sign': key('invita a firmare la Carta', name, ['quale ente', 'which organisation']),
  'asks for a signing code': key('chiede il codice per firmare', yes, [
    'l’ente, per la firma di un passo che segue: sempre "sì"',
    'the organisation, for the signature of a step that follows: always "yes"',
  ]),
  'signs the charter': key('firma la Carta', yes, [
    'chi rappresenta l’ente, con il codice arrivato per posta: sempre "sì"',
    'whoever represents the organisation, with the code that was mailed: always "yes"',
  ]),
  'uploads a signed copy': key('carica la Carta firmata', fileWord, ['quale file', 'which file']),
  'declines the charter': key('rifiuta la Carta', text, ['perché', 'why']),
  'extends the deadline': key(
    'sposta il termine per firmare',
    parts({ organisation, to: key('al', date, ['ultimo giorno', 'last day']) }),
    ['in avanti', 'to a later day'],
  ),
  countersigns: key('controfirma la Carta di', name, ['quale ente', 'which organisation']),
} as const;
