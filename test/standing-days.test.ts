import { describe, expect, it } from 'vitest';
import { durcValidUntil, greatestShortfallCents, isRegular } from '../domain/durc.ts';
import { countingPaper, daysLeft, isGood, lastGoodDay } from '../domain/provider-paper.ts';
import { providerDocumentCategories, type ProviderDocumentCategory } from '../domain/provider-service.ts';
import {
  alertDays,
  groundOf,
  howToRenew,
  regulariseBy,
  regularisingUntil,
  revokedFrom,
  standingState,
  watchedDays,
} from '../domain/provider-standing.ts';
import { redeemableUntil } from '../domain/redeemable.ts';
import { suspensionGrounds } from '../domain/suspension.ts';
import { isHoliday } from '../domain/working-days.ts';

const durc = { category: 'durc', validUntil: durcValidUntil('2026-08-01', 120) } as const;

describe('a DURC verified on 1 August 2026', () => {
  it('is good through 29 November, a Sunday: what lapses does not wait for a working day', () => {
    expect(durc.validUntil).toBe('2026-11-29');
    expect(isHoliday('2026-11-29')).toBe(true);
    expect(isGood(durc, '2026-11-29')).toBe(true);
    expect(isGood(durc, '2026-11-30')).toBe(false);
    expect(watchedDays(durc)).toEqual({ alertOn: '2026-11-14', lapsesOn: '2026-11-30' });
  });

  it('has seven days left on 22 November, none on its last day', () => {
    expect(daysLeft(durc, '2026-11-22')).toBe(7);
    expect(daysLeft(durc, '2026-11-29')).toBe(0);
    expect(daysLeft(durc, '2026-11-30')).toBe(-1);
    expect(daysLeft({ category: 'insurance', validUntil: null }, '2026-11-22')).toBeNull();
  });
});

describe('what is owed to one body', () => {
  const owed = (debtCents: number, interestCents: number) => ({
    debtCents,
    penaltiesCents: 0,
    interestCents,
  });

  it.each([
    ['148.00 and 2.00 of interest', [owed(14_800, 200)], true],
    ['150.00 and a cent', [owed(14_800, 201)], false],
    ['149.00 and 2.00 of interest', [owed(14_900, 200)], false],
    ['150.00 to each of two bodies', [owed(15_000, 0), owed(14_000, 1_000)], true],
    ['nothing', [], true],
  ])('%s', (_words, debts, regular) => {
    expect(isRegular(debts, 15_000)).toBe(regular);
    expect(greatestShortfallCents(debts) <= 15_000).toBe(regular);
  });
});

describe('an invitation to regularise', () => {
  it('gives fifteen days, and a term that ends on a holiday slides to a working day', () => {
    expect(regulariseBy('2026-12-01')).toBe('2026-12-16');
    expect(regulariseBy('2026-12-11')).toBe('2026-12-28');
    expect(regulariseBy('2026-11-30')).toBe('2026-12-15');
  });

  it('keeps orders going for its term, and never beyond the old certificate', () => {
    const invited = (receivedOn: string) => ({ receivedOn, regulariseBy: regulariseBy(receivedOn) });
    expect(regularisingUntil(invited('2026-11-25'), durc)).toBe('2026-11-29');
    expect(regularisingUntil(invited('2026-11-29'), durc)).toBe('2026-11-29');
    expect(regularisingUntil(invited('2026-09-01'), durc)).toBe('2026-09-16');
    expect(regularisingUntil(invited('2026-11-30'), durc)).toBeNull();
    expect(regularisingUntil(invited('2026-12-01'), undefined)).toBeNull();
  });
});

describe('where a provider stands', () => {
  const regularisation = { receivedOn: '2026-11-25', regulariseBy: '2026-12-10' };
  const facts = { endedOn: null, grounds: [], openRegularisation: null };

  it('is one of four states, the gravest that holds', () => {
    expect(standingState(facts, '2026-11-26')).toBe('admitted');
    expect(standingState({ ...facts, openRegularisation: regularisation }, '2026-11-26')).toBe(
      'regularising',
    );
    const suspended = { ...facts, openRegularisation: regularisation, grounds: ['durc'] as const };
    expect(standingState(suspended, '2026-12-01')).toBe('suspended');
    const revoked = { ...suspended, endedOn: '2026-12-27' };
    expect(standingState(revoked, '2026-12-26')).toBe('suspended');
    expect(standingState(revoked, '2026-12-27')).toBe('revoked');
  });

  it('rests on the newest paper, also when an older one would be good for longer', () => {
    const [endless, limited, sameDay, other] = [
      { category: 'authorisation', issuedOn: '2020-01-01', validUntil: null },
      { category: 'authorisation', issuedOn: '2026-01-01', validUntil: '2026-12-31' },
      { category: 'authorisation', issuedOn: '2026-01-01', validUntil: '2026-06-30' },
      { category: 'durc', issuedOn: '2026-08-01', validUntil: '2026-11-29' },
    ] as const;
    expect(countingPaper([limited, endless, other], 'authorisation')).toBe(limited);
    expect(countingPaper([endless, limited, sameDay, other], 'authorisation')).toBe(sameDay);
    expect(countingPaper([other], 'authorisation')).toBeUndefined();
    expect(isGood(countingPaper([endless], 'authorisation'), '2099-01-01')).toBe(true);
  });

  it('ends with the law, with what stands on the paper, or with its year', () => {
    const last = (category: ProviderDocumentCategory, validUntil?: string | null) =>
      lastGoodDay({ category, issuedOn: '2026-08-01', validUntil }, 120);
    expect(last('durc', '2030-01-01')).toBe('2026-11-29');
    expect(last('insurance', '2027-06-30')).toBe('2027-06-30');
    expect(last('insurance', null)).toBeUndefined();
    expect(last('insurance')).toBeUndefined();
    expect(last('authorisation', '2031-01-01')).toBe('2031-01-01');
    expect(last('authorisation', null)).toBeNull();
    expect(last('authorisation')).toBeUndefined();
    for (const declaration of ['minorsStaffDeclaration', 'riskAssessmentDeclaration'] as const) {
      expect(last(declaration)).toBe('2027-08-01');
      expect(last(declaration, '2030-01-01')).toBe('2027-08-01');
      expect(last(declaration, '2026-12-31')).toBe('2026-12-31');
    }
  });

  it('has a ground, a day of alert and a word of advice for every paper', () => {
    for (const category of providerDocumentCategories) {
      expect(suspensionGrounds[groundOf[category]].remedy.it).not.toBe('');
      expect(alertDays[category]).toBeGreaterThan(0);
      expect(howToRenew[category].it).not.toBe(howToRenew[category].en);
    }
    expect(alertDays.durc).toBe(15);
    expect(new Set(Object.values(groundOf)).size).toBe(providerDocumentCategories.length);
  });
});

describe('a revocation', () => {
  it('leaves thirty whole days after that of the letter', () => {
    expect(revokedFrom('2026-11-26')).toBe('2026-12-27');
    expect(revokedFrom('2026-01-31')).toBe('2026-03-03');
  });
});

describe('what was issued before a provider stopped', () => {
  it('stays good for thirty days, and never longer than it was', () => {
    expect(redeemableUntil('2026-11-30')).toBe('2026-12-30');
    expect(redeemableUntil('2026-11-30', '2027-04-01')).toBe('2026-12-30');
    expect(redeemableUntil('2026-11-30', '2026-12-30')).toBe('2026-12-30');
    expect(redeemableUntil('2026-11-30', '2026-12-05')).toBe('2026-12-05');
  });
});
