import { issue, taxCodeOid } from './certificates.ts';

/** The invented people whose signatures the tests make, their certificates issued by an invented authority. */
export async function makePeople() {
  const authority = await issue({ commonName: 'Autorità inventata', isAuthority: true });
  const stranger = await issue({ commonName: 'Altra autorità', isAuthority: true, key: 'ecdsa' });
  const lucia = { commonName: 'Lucia Bianchi', subject: { [taxCodeOid]: 'TINIT-BNCLCU85A41F205X' } };
  const of = (options: object) => issue({ ...lucia, issuer: authority, ...options });
  return {
    authority,
    stranger,
    lucia: await of({}),
    luciaEcdsa: await of({ key: 'ecdsa' }),
    luciaShortKey: await of({ key: 'rsa1024' }),
    luciaExpired: await of({ key: 'ecdsa', notAfter: '2026-04-30T00:00:00Z' }),
    luciaFuture: await of({ key: 'ecdsa', notBefore: '2026-06-01T00:00:00Z' }),
    luciaByOther: await of({ key: 'ecdsa', issuer: stranger }),
    luciaWithoutCode: await issue({ commonName: 'BIANCHI LUCÌA', key: 'ecdsa', issuer: authority }),
    mario: await issue({
      commonName: 'Mario Rossi',
      subject: { [taxCodeOid]: 'TINIT-RSSMRA80A01F205X', '2.5.4.10': 'Alleanza di prova' },
      key: 'ecdsa',
      issuer: authority,
    }),
  };
}

export type People = Awaited<ReturnType<typeof makePeople>>;

export const expectedSigner = { taxCode: 'BNCLCU85A41F205X', fullName: 'Lucia Bianchi' };
export const at = new Date('2026-05-05T10:00:00Z');
