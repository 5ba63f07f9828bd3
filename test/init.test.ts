import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIdentity } from '../activities/identity.ts';
import { authenticate } from '../api/auth.ts';
import { initAlliance } from '../cli/init/init-alliance.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import {
  csvFile,
  initClock,
  initIn,
  initInput,
  initVault,
  madeOrThrow,
  organisationsCsv,
  peopleCsv,
  said,
} from './support/init.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock: initClock });
});
afterAll(() => test.close());

describe('init', () => {
  it('makes an alliance of organisations, people and households', async () => {
    const made = madeOrThrow(
      await initIn(test, { organisations: csvFile(organisationsCsv), people: csvFile(peopleCsv) }),
    );
    expect(made).toMatchObject({ organisations: 2, people: 3, households: 1 });
    const rows = await test.database.inAlliance(made.allianceId, testActor, async (tx) => ({
      alliance: await tx.db.alliance.findFirstOrThrow(),
      organisations: await tx.db.organisation.findMany({ orderBy: { name: 'asc' } }),
      people: await tx.db.person.findMany({ orderBy: { birthDate: 'asc' } }),
      jobs: await tx.db.employment.findMany(),
      members: await tx.db.householdMember.count(),
    }));
    expect(rows.alliance).toMatchObject({ name: 'Alleanza di prova', demo: false });
    expect(rows.organisations).toMatchObject([
      {
        name: 'Cooperativa Prova',
        vatNumber: '01234560165',
        comuneIstat: '016128',
        roles: ['employer', 'provider'],
        adherentFrom: new Date('2024-02-01'),
      },
      { name: 'Scuola Prova', vatNumber: null, comuneIstat: '016218', roles: ['school'], adherentFrom: null },
    ]);
    expect(rows.people).toMatchObject([
      { comuneIstat: '016024', channel: 'post', birthDate: new Date('1950-06-01') },
      { comuneIstat: '016128', channel: 'email', birthDate: new Date('1992-02-29') },
      { comuneIstat: '016128', channel: 'post', birthDate: new Date('2024-11-08') },
    ]);
    expect(rows.jobs).toMatchObject([
      { organisationId: rows.organisations[0]!.id, startedOn: new Date('2020-09-01') },
    ]);
    expect(rows.members).toBe(2);
  });

  it('keeps names and tax codes sealed, and finds a person by the print of the tax code', async () => {
    const made = madeOrThrow(
      await initIn(test, { organisations: csvFile(organisationsCsv), people: csvFile(peopleCsv) }),
    );
    await test.database.inAlliance(made.allianceId, testActor, async (tx) => {
      const taxCodePrint = await initVault.fingerprint(tx, 'XQAAAB92M54Z999T');
      const ada = await tx.db.person.findFirstOrThrow({ where: { taxCodePrint } });
      expect(await openIdentity(tx, initVault, ada)).toEqual({
        givenName: 'Ada',
        familyName: 'Prova',
        taxCode: 'XQAAAB92M54Z999T',
        email: 'ada@example.org',
        phone: null,
        address: null,
      });
      expect(Buffer.from(ada.identitySealed!).includes('Prova')).toBe(false);
    });
  });

  it('gives each administrator a token that signs in, and keeps only its hash', async () => {
    const made = madeOrThrow(await initIn(test));
    for (const { label, token } of made.administrators) {
      const principal = await authenticate(test.database, `Bearer ${token}`);
      expect(principal).toMatchObject({
        label,
        allianceId: made.allianceId,
        tokenKind: 'session',
        roles: ['administrator'],
      });
    }
    const client = await test.superuser();
    const { rows } = await client.query('SELECT t::text AS row FROM token t');
    for (const { token } of made.administrators) expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    await expect(authenticate(test.database, `Bearer ${made.administrators[0]!.token}x`)).resolves.toBe(
      undefined,
    );
  });

  it('puts the shipped rules in force, sent by one administrator and published by the other', async () => {
    const made = madeOrThrow(await initIn(test));
    const versions = await test.database.inAlliance(made.allianceId, testActor, (tx) =>
      tx.db.ruleVersion.findMany(),
    );
    const [author, publisher] = made.administrators;
    expect(versions.map(({ ruleSet }) => ruleSet).toSorted()).toEqual([
      'booking-charge',
      'charter-compliance',
      'fragility-score',
      'fund-access',
      'fund-contribution',
      'provider-proximity',
      'voucher-dispute',
      'voucher-use',
    ]);
    for (const version of versions)
      expect(version).toMatchObject({
        state: 'published',
        version: 1,
        authorId: author!.accountId,
        publisherId: publisher!.accountId,
      });
  });

  it('leaves a row in the audit trail', async () => {
    const made = madeOrThrow(await initIn(test));
    const trail = await test.database.inAlliance(made.allianceId, testActor, (tx) => tx.db.audit.findMany());
    expect(trail).toMatchObject([{ action: 'alliance.made', actorId: 'init', subjectId: made.allianceId }]);
  });

  it.each([
    ['commas', (content: string) => content.replaceAll(';', ',')],
    ['a byte order mark', (content: string) => `\uFEFF${content}`],
    ['Unix line ends and blank rows', (content: string) => content.replaceAll('\r\n', '\n\n')],
    [
      'English headers in capitals',
      (content: string) =>
        content
          .replace('nome;partita IVA;forma giuridica;comune', 'NAME;VAT NUMBER;LEGAL FORM;MUNICIPALITY')
          .replace('ruoli;aderente dal', 'ROLES;ADHERENT FROM')
          .replace(
            'nome;cognome;codice fiscale;data di nascita',
            'GIVEN NAME;FAMILY NAME;TAX CODE;BIRTH DATE',
          )
          .replace('nucleo;partita IVA del datore;assunto il', 'HOUSEHOLD;VAT NUMBER OF EMPLOYER;HIRED ON'),
    ],
  ])('reads files with %s', async (_what, change) => {
    const files = { organisations: csvFile(change(organisationsCsv)), people: csvFile(change(peopleCsv)) };
    expect(madeOrThrow(await initIn(test, files))).toMatchObject({
      organisations: 2,
      people: 3,
      households: 1,
    });
  });
});

describe('init refuses', () => {
  it.each([
    ['a short name with capitals', { slug: 'Prova' }, /--slug/],
    ['the short name of the demonstration', { slug: 'demo' }, /--slug/],
    ['an empty name', { name: ' ' }, /--name/],
    [
      'one administrator',
      { administrators: [{ label: 'Sara', email: 's@example.org' }] },
      /due amministratori/,
    ],
    [
      'twice the same administrator',
      {
        administrators: [
          { label: 'Sara', email: 's@example.org' },
          { label: 'S.', email: 'S@example.org' },
        ],
      },
      /due amministratori/,
    ],
    [
      'an administrator without an address',
      {
        administrators: [
          { label: 'Sara', email: 's@example.org' },
          { label: '=Luca', email: '' },
        ],
      },
      /«=Luca» va scritto/,
    ],
  ])('%s', async (_what, over, message) => {
    expect(said(await initIn(test, over))).toEqual([expect.stringMatching(message)]);
  });

  it('a short name that is taken, and makes exactly one alliance when several come at once', async () => {
    const slug = 'contesa';
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => initIn(test, { slug })));
    expect(outcomes.filter((outcome) => 'made' in outcome)).toHaveLength(1);
    const late = await initIn(test, { slug });
    for (const outcome of [late, ...outcomes.filter((one) => 'problems' in one)])
      expect(said(outcome)).toEqual([expect.stringMatching(/esiste già/)]);
  });

  it('half a write: what fails on the way leaves nothing behind', async () => {
    const slug = 'interrotta';
    const failing = { ...initVault, seal: () => Promise.reject(new Error('the disk is full')) };
    const files = { organisations: csvFile(organisationsCsv), people: csvFile(peopleCsv) };
    const attempt = initAlliance({ database: test.database, vault: failing }, initInput({ slug, ...files }));
    await expect(attempt).rejects.toThrow('the disk is full');
    const client = await test.superuser();
    const { rows } = await client.query('SELECT 1 FROM alliance WHERE slug = $1', [slug]);
    expect(rows).toEqual([]);
    expect(await initIn(test, { slug, ...files })).toHaveProperty('made');
  });
});
