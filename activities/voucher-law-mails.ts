import { toPerson } from './mail-audience.ts';

/** What an employee reads of the year's limit; figures stand behind the sign-in. */
export const voucherLawMails = {
  benefitLimitChanged: toPerson((_params: object) => ({
    subject: { it: 'Una novità sui suoi buoni', en: 'News about your vouchers' },
    paragraphs: [
      {
        it: 'la dichiarazione sui suoi familiari è cambiata, e con essa la soglia dell’anno per i buoni e gli altri beni in natura.',
        en: 'what you declared of your family changed, and with it the year’s limit for vouchers and other goods in kind.',
      },
      {
        it: 'Nel servizio trova quanto ne diventa tassabile, o non lo è più, e una simulazione del costo.',
        en: 'In the service you find what becomes taxable of it, or no longer is, and a simulation of the cost.',
      },
    ],
  })),
};
