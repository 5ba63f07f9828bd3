import { z } from 'zod';
import { openNote, writeNote } from '../activities/assessment-note.ts';
import type { AssessmentNote } from '../prisma/generated/client.ts';
import { openingQuery } from './access.ts';
import { caseAtWorkOrThrow } from './assessment-access.ts';
import { assessmentParams } from './assessment-schema.ts';
import { caseOf, recordOpening } from './openings.ts';
import { route } from './route.ts';
import { asPage, id, instant, orderedQuery, page, pageArguments, prose } from './schema.ts';

const tag = 'assessments';
const path = '/v1/assessments/{assessmentId}/notes';
const who = ['caseworker'] as const;

const note = z
  .strictObject({ id, writtenBy: id.meta({ description: 'Account' }), writtenAt: instant })
  .meta({ id: 'AssessmentNote', description: 'That somebody noted something, without what' });

const write = route({
  kind: 'write',
  operation: 'writeAssessmentNote',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Annota qualcosa su una valutazione, per chi ci lavora; una nota non si cambia, si corregge con un’altra',
    en: 'Note something about an assessment, for whoever works on it; a note is not changed, another one corrects it',
  },
  who,
  status: 201,
  params: assessmentParams,
  body: z.strictObject({ text: prose() }),
  reply: note,
  refusals: ['erased'],
  async write(tx, { principal, params, body }, services) {
    const assessment = await caseAtWorkOrThrow(tx, principal, params.assessmentId);
    return shown(await writeNote(tx, services, assessment, body.text));
  },
});

const list = route({
  kind: 'read',
  operation: 'listAssessmentNotes',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Chi ha annotato qualcosa su una valutazione, e quando, senza aprire le note',
    en: 'Who noted something about an assessment, and when, without opening the notes',
  },
  who,
  params: assessmentParams,
  query: orderedQuery,
  reply: page(note),
  async read(tx, { principal, params, query }) {
    const { id: assessmentId } = await caseAtWorkOrThrow(tx, principal, params.assessmentId);
    const rows = await tx.db.assessmentNote.findMany({ where: { assessmentId }, ...pageArguments(query) });
    return asPage(rows.map(shown), query.limit);
  },
});

const open = route({
  kind: 'read',
  operation: 'openAssessmentNotes',
  method: 'get',
  path: `${path}/text`,
  tag,
  summary: {
    it: 'Che cosa dicono le note su una valutazione; resta scritto chi le ha aperte e perché',
    en: 'What the notes about an assessment say; who opened them and why stays on record',
  },
  who,
  params: assessmentParams,
  query: orderedQuery.extend(openingQuery.shape),
  reply: page(note.extend({ text: z.string() }).meta({ id: 'OpenedAssessmentNote' })),
  refusals: ['erased'],
  async read(tx, { principal, params, query: { reason, ...query } }, services) {
    const assessment = await caseAtWorkOrThrow(tx, principal, params.assessmentId);
    const opening = { action: 'notes.opened', ...caseOf(assessment) } as const;
    await recordOpening(tx, services.vault, principal, opening, reason);
    const rows = await tx.db.assessmentNote.findMany({
      where: { assessmentId: assessment.id },
      ...pageArguments(query),
    });
    const opened = await Promise.all(
      rows.map(async (row) => ({ ...shown(row), text: await openNote(tx, services, row) })),
    );
    return asPage(opened, query.limit);
  },
});

function shown({ id: noteId, writtenBy, writtenAt }: AssessmentNote): z.input<typeof note> {
  return { id: noteId, writtenBy, writtenAt: writtenAt.toISOString() };
}

export const assessmentNoteRoutes = [write, list, open];
