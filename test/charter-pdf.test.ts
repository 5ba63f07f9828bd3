import { expect, it, vi } from 'vitest';
import { renderSignedCharter, type SignedCharter } from '../activities/charter-signing/charter-pdf.ts';
import { shippedCharter } from '../activities/charter-versions.ts';
import { letterFonts } from '../activities/letters/fonts.ts';
import { charterText } from '../domain/charter.ts';

const signedBy = (name: string, number = 1): SignedCharter => ({
  allianceName: 'Alleanza di prova',
  organisation: { name },
  version: { number, content: shippedCharter, contentHash: String(number).repeat(64) },
  textHash: 'a'.repeat(64),
  signedAt: new Date('2026-06-01T08:00:00Z'),
  evidence: {
    signatory: { name: `Rappresentante di ${name}`, taxCode: 'RSSMRA80A01H501U' },
    obligations: ['localPreference'],
    declarations: { headcount: 40 },
    codeSentAt: '2026-06-01T07:58:00.000Z',
    codeUsedAt: '2026-06-01T08:00:00.000Z',
  },
  countersignature: undefined,
});

it('lays the text of a version out once for all who sign it, and forgets the words that tell of one', async () => {
  await renderSignedCharter(signedBy('Zefirina'));
  const layOut = vi.spyOn(letterFonts.regular(), 'layout');
  await renderSignedCharter(signedBy('Zefirina'));
  const words = layOut.mock.calls.map(([word]) => word.trim());
  layOut.mockRestore();
  expect(words).toContain('Zefirina');
  const text = charterText(shippedCharter, 'it').articles.flatMap(({ paragraphs }) => paragraphs);
  const longWords = text
    .join(' ')
    .split(' ')
    .filter((word) => word.length > 10);
  expect(longWords.length).toBeGreaterThan(10);
  expect(words.filter((word) => longWords.includes(word))).toEqual([]);
});

it('draws the same bytes, whatever was drawn before', async () => {
  const first = await renderSignedCharter(signedBy('Łukasz Αθηνά 5 µm'));
  await renderSignedCharter(signedBy('μ ﬁ fi Ĳ', 2));
  expect(await renderSignedCharter(signedBy('Łukasz Αθηνά 5 µm'))).toEqual(first);
  await renderSignedCharter(signedBy('μ ﬁ fi Ĳ'));
  expect(await renderSignedCharter(signedBy('Łukasz Αθηνά 5 µm'))).toEqual(first);
});

it('is drawn again after a drawing that failed', async () => {
  const layOut = vi.spyOn(letterFonts.regular(), 'layout').mockImplementationOnce(() => {
    throw new Error('no memory');
  });
  await expect(renderSignedCharter(signedBy('Zefirina', 3))).rejects.toThrow('no memory');
  layOut.mockRestore();
  expect(await renderSignedCharter(signedBy('Zefirina', 3))).not.toHaveLength(0);
});
