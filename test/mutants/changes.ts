import type { AnyMutant } from '../support/mutant.ts';

const provenBy = 'test/api/changes.test.ts';
const file = 'api/change-lines.ts';

/** Who hears of what changes, and until when. */
export const changeMutants: readonly AnyMutant[] = [
  {
    name: 'changes: another alliance hears',
    file,
    find: 'filter(({ principal }) => principal.allianceId === allianceId)',
    replace: 'filter(() => true)',
    provenBy,
  },
  {
    name: 'changes: everybody hears of everything',
    file,
    find: 'filter((topic) => line.hears.has(topic))',
    replace: 'filter((topic) => topic !== "sessions")',
    provenBy,
  },
  {
    name: 'changes: who has signed out goes on listening',
    file,
    find: '        revokedAt: null,\n        expiresAt: { gt: tx.now },',
    replace: '        expiresAt: { gt: tx.now },',
    provenBy,
  },
  {
    name: 'changes: a session that lapsed goes on listening',
    file,
    find: 'filter(({ until }) => until <= now)',
    replace: 'filter(() => false)',
    provenBy,
  },
  {
    name: 'changes: a closed account goes on listening',
    file,
    find: ', disabledAt: null },',
    replace: ' },',
    provenBy,
  },
  {
    name: 'changes: as many windows as anybody likes',
    file,
    find: 'if (mine.length >= MOST_OF_ACCOUNT) throw tooMany;',
    replace: '',
    provenBy,
  },
  {
    name: 'changes: a lost connection is not told',
    file,
    find: 'database.changes.onDeaf(endAll);',
    replace: '',
    provenBy,
  },
  {
    name: 'changes: a writer is forgotten',
    sql: 'DROP TRIGGER tell_change ON booking',
    provenBy,
  },
  {
    name: 'changes: a session’s end is not told',
    sql: 'DROP TRIGGER tell_end ON token',
    provenBy,
  },
];
