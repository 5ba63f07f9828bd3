import { z } from 'zod';
import { dossierEntries } from './dossier-words.ts';
import { bandWord, expectations } from './expectations.ts';
import { agreementActions } from './agreement-words.ts';
import { charterActions } from './charter-words.ts';
import { disputeActions } from './dispute-words.ts';
import { planActions } from './plan-words.ts';
import { providerActions } from './provider-words.ts';
import { key, oneOf, parts, written } from './sentence.ts';
import { bookingActions } from './booking-words.ts';
import { tillActions } from './till-words.ts';
import { holdActions } from './hold-words.ts';
import { voucherOfficeActions } from './voucher-office-words.ts';
import { voucherActions, voucherAnswer } from './voucher-words.ts';
import { date, moment, money, name, text, wholeNumber, yes, yesOrNo } from './values.ts';

/** Who does something, beside the people, providers and employers of the case, who are called by name. */
export const staff = {
  'the caseworker': "l'assistente sociale",
  'another caseworker': "un'altra assistente sociale",
  'the commission': 'la commissione',
  'another commission member': 'un altro commissario',
  'the fund office': "l'ufficio del fondo",
  'another fund officer': "un'altra persona del fondo",
  'the administrator': "l'amministratrice",
  'another administrator': "l'altro amministratore",
  'the auditor': 'la revisora',
} as const;

export type StaffName = keyof typeof staff;

const units = parts({
  need: key('bisogno', name, ['di quale bisogno', 'of which need']),
  units: key('quante', wholeNumber, ['quante unità', 'how many units']),
  'delivered on': key('consegnate il', date.optional(), ['oggi, se non si dice altro', 'today unless said']),
});

const someUnits = parts({
  need: key('bisogno', name, ['di quale bisogno', 'of which need']),
  numbers: key('numeri', z.array(wholeNumber).min(1).optional(), [
    'numeri d’ordine delle unità; tutte quelle in attesa, se non si dice',
    'numbers of the units; all that wait unless said',
  ]),
  reason: key('motivo', text.optional(), ['perché', 'why']),
});

const resolution = parts({
  need: key('bisogno', name, ['di quale bisogno', 'of which need']),
  accepted: key('accettate', yesOrNo, [
    'sì: si pagano; no: non si pagano',
    'yes: they are paid; no: they are not',
  ]),
  reason: key('motivo', text.optional(), ['perché', 'why']),
});

const recommendation = parts({
  outcome: key('esito', oneOf({ grant: 'accoglimento', refuse: 'diniego' }), [
    'che cosa si propone',
    'what is recommended',
  ]),
  band: key('fascia', bandWord.optional(), ['correzione di un gradino', 'correction by one step']),
  reason: key('motivo', text.optional(), ['perché', 'why']),
});

const decision = parts({
  outcome: key('esito', oneOf({ grant: 'accoglimento', refuse: 'diniego', 'send back': 'rinvio' }), [
    'che cosa si decide',
    'what is decided',
  ]),
  reason: key('motivo', text.optional(), ['perché', 'why']),
});

const householdChange = parts({
  joins: key('entra', name.optional(), [
    'chi entra (fra le altre persone)',
    'who joins (of the other people)',
  ]),
  leaves: key('esce', name.optional(), ['chi esce', 'who leaves']),
});

const swap = parts({
  need: key('bisogno', name, ['di quale bisogno', 'of which need']),
  provider: key('fornitore', name, ['il nuovo fornitore', 'the new provider']),
  'unit price': key('prezzo unitario', money, ['il nuovo prezzo', 'the new price']),
});

const contribution = parts({
  amount: key('importo', money, ['quanto', 'how much']),
  collected: key('incassato', yesOrNo.optional(), [
    'la banca lo ha confermato; sì se non si dice',
    'confirmed by the bank; yes unless said',
  ]),
});

const ruleVersion = parts({
  'rule set': key(
    'regole',
    oneOf({ 'fragility score': 'punteggio di fragilità', 'access to the fund': 'accesso al fondo' }),
    ['quali regole', 'which rules'],
  ),
  parameters: key('parametri', z.record(name, text), [
    'nome del parametro (come in rules/; di una tabella: nome/voce) e nuovo valore intero',
    'name of the parameter (as in rules/; of a table: name/entry) and new whole value',
  ]),
  'loosens cases with': key('allenta i casi con', z.array(name).optional(), [
    'fatti (nomi in rules/): i casi di prova che ne parlano chiedono una risposta, non più quei numeri',
    'facts (names in rules/): the test cases that speak of them ask for an answer, no longer for those figures',
  ]),
});

const ruleSetWord = oneOf({
  'fragility score': 'punteggio di fragilità',
  'access to the fund': 'accesso al fondo',
});

const submission = parts({ 'rule set': key('regole', ruleSetWord, ['quali regole', 'which rules']) });

const publication = parts({
  'rule set': key(
    'regole',
    oneOf({ 'fragility score': 'punteggio di fragilità', 'access to the fund': 'accesso al fondo' }),
    ['quali regole', 'which rules'],
  ),
  'in force from': key('in vigore dal', moment, ['da quando', 'since when']),
});

const problemName = written(
  z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  'scrivere il nome del problema, come step-not-possible',
  'write the name of the problem, such as step-not-possible',
);

/** What somebody can do. A step has one of these, or none when it only looks. */
export const actions = {
  'opens the application': key('apre la domanda', name, [
    'quale domanda, fra quelle del caso',
    'which application of the case',
  ]),
  'records in the dossier': key('registra nel fascicolo', dossierEntries, ['che cosa', 'what']),
  'asks for documents': key('chiede documenti', z.array(text).min(1), ['quali', 'which']),
  'declares the dossier complete': key('dichiara completo il fascicolo', yes, [
    'sempre "sì"',
    'always "yes"',
  ]),
  recommends: key('propone', recommendation, ['la proposta', 'the recommendation']),
  decides: key('decide', decision, ['la decisione', 'the decision']),
  'withdraws the application': key('ritira la domanda', text, ['perché', 'why']),
  'closes as inadmissible': key('chiude come improcedibile', text, ['perché', 'why']),
  'changes the household': key('cambia il nucleo', householdChange, [
    'chi entra o esce',
    'who joins or leaves',
  ]),
  contributes: key('versa al fondo', contribution, [
    'chi versa è un datore o un fornitore',
    'whoever pays is an employer or a provider',
  ]),
  'puts it back on the waiting list': key("rimette in lista d'attesa", yes, [
    'l’assegnazione da rivedere: sempre "sì"',
    'the award that needs review: always "yes"',
  ]),
  'approves the spending': key('approva la spesa', yes, ['sempre "sì"', 'always "yes"']),
  'records units': key('registra unità', units, ['unità consegnate', 'delivered units']),
  'confirms units': key('conferma unità', someUnits, ['unità ricevute', 'units received']),
  'disputes units': key('contesta unità', someUnits, ['unità non ricevute', 'units not received']),
  'resolves the dispute': key('risolve la contestazione', resolution, [
    'su tutte le unità contestate',
    'on all disputed units',
  ]),
  'swaps the provider': key('cambia fornitore', swap, ['per le unità rimaste', 'for the units left']),
  'records the death': key('registra la morte', date, [
    'del beneficiario: il giorno',
    'of the beneficiary: the day',
  ]),
  'settles with': key('liquida', name, ['il fornitore da pagare', 'the provider to pay']),
  'releases the rest': key('libera il resto', text, ['perché', 'why']),
  'sends a rule version': key('invia una versione', ruleVersion, ['regole cambiate', 'changed rules']),
  'submits the rule version': key('chiede la pubblicazione', submission, ['regole inviate', 'rules sent']),
  'publishes the rule version': key('pubblica la versione', publication, ['regole inviate', 'rules sent']),
  ...charterActions,
  ...agreementActions,
  ...providerActions,
  ...planActions,
  ...voucherActions,
  ...bookingActions,
  ...tillActions,
  ...disputeActions,
  ...holdActions,
  ...voucherOfficeActions,
} as const;

export type ActionName = keyof typeof actions;
export const actionNames = Object.keys(actions) as readonly ActionName[];

export const step = parts({
  on: key('il', moment, ['giorno e ora; gli orologi di Roma', 'day and time; the clocks of Rome']),
  who: key('chi', name.optional(), ['chi agisce', 'who acts']),
  application: key('domanda', name.optional(), [
    'su quale domanda, se sono più d’una',
    'on which application, when there are several',
  ]),
  ...(Object.fromEntries(
    Object.entries(actions).map(([word, { it, schema, about }]) => [
      word,
      { it, schema: schema.optional(), about },
    ]),
  ) as {
    readonly [Word in ActionName]: {
      readonly it: string;
      readonly schema: z.ZodOptional<(typeof actions)[Word]['schema']>;
      readonly about: { it: string; en: string };
    };
  }),
  'is refused as': key('viene rifiutato come', problemName.optional(), [
    'il passo deve essere rifiutato con questo tipo di problema',
    'the step must be refused with this type of problem',
  ]),
  'wrong field': key('campo sbagliato', text.optional(), [
    'il campo che il rifiuto indica, come iban',
    'the field that the refusal points at, such as iban',
  ]),
  'missing facts': key('manca', z.array(text).min(1).optional(), [
    'i dati o i requisiti che il rifiuto dice mancanti (nomi in rules/), o i motivi per cui una firma non vale',
    'the facts or requirements the refusal says are missing (names in rules/), or why a signature is not valid',
  ]),
  ...voucherAnswer,
  expects: key('ci si aspetta', expectations.optional(), [
    'che cosa deve essere vero dopo',
    'what must be true afterwards',
  ]),
});

export type Step = z.output<typeof step>;
