import { describe, expect, it } from 'vitest';
import { mailTemplates } from '../activities/mail-templates.ts';

describe('the templates', () => {
  /** One value for whatever a template may ask for, recognisable wherever it comes out again. */
  const planted = {
    protocolNumber: 'PLANTED-1',
    orderCode: 'PLANTED-2',
    code: 'PLANTED-6',
    validUntil: '2031-01-02',
    service: { it: 'PLANTED-3', en: 'PLANTED-3' },
    unit: { it: 'PLANTED-4', en: 'PLANTED-4' },
    units: 424242,
    count: 424242,
    more: 424242,
    task: { it: 'PLANTED-5', en: 'PLANTED-5' },
    receivedOn: '2031-01-02',
    dueOn: '2031-01-02',
    minutes: 424242,
    link: 'PLANTED-7',
    step: { it: 'PLANTED-8', en: 'PLANTED-8' },
    closesOn: '2031-01-02',
    applicationCode: 'PLANTED-9',
    serviceName: 'PLANTED-7',
    reason: 'PLANTED-8',
    complaintCode: 'PLANTED-9',
    silenceAcceptsOn: '2031-01-02',
    standing: 'free' as const,
    ground: 'durc' as const,
    asProvider: true,
    since: '2031-01-02',
    document: { it: 'PLANTED-7', en: 'PLANTED-7' },
    howToRenew: { it: 'PLANTED-8', en: 'PLANTED-8' },
    words: 'PLANTED-9',
    ordersUntil: '2031-01-02',
    effectiveOn: '2031-01-02',
    redeemableUntil: '2031-01-02',
    voucherNumber: 'PLANTED-9',
    firstOn: '2031-01-02',
    lapsedOn: '2031-01-02',
    news: 'proposed' as const,
    at: '2031-01-02T10:00:00Z',
    disputeCode: 'PLANTED-8',
    answerDueOn: '2031-01-02',
    redemptionNumber: 'PLANTED-9',
    carriedOn: '2031-01-02',
    to: 'fund' as const,
    reference: 'PLANTED-9',
    organisationName: 'PLANTED-5',
  };
  const sender = { allianceName: 'PLANTED-3', publicUrl: 'https://PLANTED-4.example' };
  const rendered = Object.entries(mailTemplates).map(([name, { audience, write }]) => ({
    name,
    audience,
    ...(write as (params: typeof planted, from: typeof sender) => ReturnType<typeof write>)(planted, sender),
  }));

  it('write to persons, staff and providers, never to employers', () => {
    expect([...new Set(rendered.map(({ audience }) => audience))].toSorted()).toEqual([
      'person',
      'provider',
      'staff',
    ]);
    expect(rendered.filter(({ name }) => /employ/i.test(name))).toEqual([]);
  });

  it('put nothing of the case into a subject', () => {
    for (const { name, subject } of rendered) {
      for (const text of [subject.it, subject.en]) {
        expect(text, name).not.toMatch(
          /PLANTED|424242|2031|fragil|fondo|fund|domanda|application|dinieg|assegnazion/i,
        );
        expect(text.length, name).toBeGreaterThan(5);
      }
    }
  });

  it('never tell an outcome, an amount or a state of health', () => {
    for (const { name, audience, paragraphs } of rendered) {
      if (audience !== 'person') continue;
      const text = paragraphs.flatMap(({ it, en }) => [it, en]).join(' ');
      expect(text, name).not.toMatch(
        /€|euro|fragil|punteggi|score|accolt|grant|dinieg|refus|ISEE|disab|salute|health/i,
      );
    }
  });

  it('speak to people, not to programs', () => {
    for (const { name, paragraphs } of rendered)
      for (const { it, en } of paragraphs)
        expect(it + en, name).not.toMatch(/\/v1\/|\b(GET|POST|PUT)\b|un programma|a program\b|token|gettone/);
  });

  it('invite by a link, and say who invites, for whom, to what, and whom to ask', () => {
    const { paragraphs } = rendered.find(({ name }) => name === 'invitation')!;
    const [told, link, , asked] = paragraphs.map((paragraph) => paragraph.it);
    expect(told).toContain('PLANTED-3 ha aperto un’utenza per lei, per PLANTED-5. Serve per');
    expect(link).toContain('https://PLANTED-4.example/#PLANTED-6');
    expect(asked).toContain('chieda a chi amministra');
  });

  it('say in both languages the same values', () => {
    for (const { name, paragraphs } of rendered) {
      for (const { it, en } of paragraphs) {
        expect(en.match(/PLANTED-\d|424242|2031/g), name).toEqual(it.match(/PLANTED-\d|424242|2031/g));
        expect(en, name).not.toBe(it);
      }
    }
  });
});
