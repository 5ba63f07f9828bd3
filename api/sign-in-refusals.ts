import { Refusal } from '../domain/refusal.ts';

/** Alike for a wrong nonce, audience, issuer, signature or time: whoever tries learns nothing of how. */
export const signInFailed = new Refusal('signInFailed', {
  detail: {
    it: 'La risposta del gestore dell’identità non è quella attesa, è scaduta o è già stata usata: accedere di nuovo. Se succede ancora, avvisare chi amministra l’alleanza.',
    en: 'The identity provider’s answer is not the awaited one, has expired or was used: sign in again. If it goes on, tell whoever administers the alliance.',
  },
});

export const acrRefused = new Refusal('signInFailed', {
  detail: {
    it: 'Serve un accesso più sicuro di quello usato: accedere di nuovo con il livello richiesto (per SPID il 2, o la CIE).',
    en: 'A surer way of signing in is needed: sign in again with the level that is asked for (level 2 of SPID, or CIE).',
  },
});

export const providerAway = new Refusal('temporarilyUnavailable', {
  detail: {
    it: 'Il gestore dell’identità non risponde: riprovi tra qualche minuto. Chi è già dentro può continuare.',
    en: 'The identity provider does not answer: try again in a few minutes. Whoever is in may go on.',
  },
  facts: ['identityProvider'],
});

export const noProvider = new Refusal('notFound', {
  detail: {
    it: 'Qui non si accede con un gestore dell’identità: usi il codice dell’invito.',
    en: 'One does not sign in with an identity provider here: use the code of the invitation.',
  },
});

export const notInvited = new Refusal('notInvited', {
  detail: {
    it: 'Questo accesso non è ancora collegato a un’utenza: usi una volta il codice dell’invito, che comincia con inv_, oppure ne chieda uno a chi amministra l’alleanza.',
    en: 'This sign-in is not linked to an account yet: use the code of the invitation once, which begins with inv_, or ask whoever administers the alliance for one.',
  },
});

export const accountClosed = new Refusal('notInvited', {
  detail: {
    it: 'L’utenza di questo accesso è disattivata: rivolgersi a chi amministra l’alleanza.',
    en: 'The account of this sign-in is disabled: ask whoever administers the alliance.',
  },
});

export const severalAlliances = new Refusal('severalAlliances', {
  detail: {
    it: 'Con questo accesso si hanno utenze in più alleanze: scelga.',
    en: 'This sign-in has accounts in several alliances: choose.',
  },
});

export const severalRoles = new Refusal('notInvited', {
  detail: {
    it: 'Il gestore dell’identità indica più ruoli, e chi fa non controlla: chi lo amministra ne lasci uno solo.',
    en: 'The identity provider names several roles, and who makes does not check: have its administrator leave one.',
  },
});

export const byProvider = new Refusal('stepNotPossible', {
  detail: {
    it: 'Chi lavora per l’alleanza usa il codice accedendo con il gestore dell’identità: /auth/sign-in.',
    en: 'Whoever works for the alliance uses the code while signing in with the identity provider: /auth/sign-in.',
  },
  possible: ['startSignIn'],
});
