import { expect, it } from 'vitest';
import { askable, linesOf, toggleLine } from '../../console/screens/cases/asked-lines.ts';

it('of what is missing, what whoever applied can bring is proposed once, and no finding', () => {
  const missing = [
    { kinds: ['isee'] },
    { kinds: ['isee', 'certificate'] },
    { kinds: ['network', 'unheard'] },
  ];
  expect(askable(missing)).toEqual(['isee', 'certificate']);
});

it('a tick adds its line and takes it away, and leaves what was typed', () => {
  const typed = 'Stato di famiglia\n\n';
  const ticked = toggleLine(typed, 'Attestazione ISEE');
  expect(linesOf(ticked)).toEqual(['Stato di famiglia', 'Attestazione ISEE']);
  expect(toggleLine(ticked, 'Attestazione ISEE')).toBe('Stato di famiglia');
});
