import { expect, it } from 'vitest';
import { madeOn, outcomeWord } from '../../console/screens/cases/decided.ts';

const sentBack = { kind: 'final', status: 'sendBack' };
const granted = { kind: 'final', status: 'grant' };
const recommended = { kind: 'recommendation', status: 'grant' };

it('what is decided is called as what is done, what is recommended as what is to be done', () => {
  expect([granted, recommended, { kind: 'fundAccess', status: 'eligible' }].map(outcomeWord)).toEqual([
    'decided.grant',
    'outcome.grant',
    undefined,
  ]);
});

it('a decision does not stand above a dossier that still waits for it, one that sent it back does', () => {
  const all = [sentBack, recommended, granted];
  expect(madeOn({ possible: ['decide', 'withdraw'] }, all)).toEqual([sentBack]);
  expect(madeOn({ possible: [] }, all)).toEqual([sentBack, granted]);
});
