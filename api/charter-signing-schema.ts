import { z } from 'zod';
import { declarations } from '../domain/charter-declarations.ts';
import { signingStates } from '../domain/charter-steps.ts';
import { declarationFields } from '../domain/charter.ts';
import { charterTextView } from './charter-schema.ts';
import { id, instant, plainDate } from './schema.ts';
import { verification, verificationFound } from './signed-copy-route.ts';

export const signingParams = z.strictObject({ signingId: id });

/** What a step answers: references and states only. */
export const signingStep = z
  .strictObject({
    signingId: id,
    state: z.enum(signingStates),
    waitingFor: z.string(),
    dueOn: plainDate,
  })
  .meta({ id: 'CharterSigningStep' });

/** What the upload of a signed copy answers. */
export const signedCopyStep = signingStep.extend({ verification }).meta({ id: 'SignedCopyStep' });

const item = {
  id,
  organisationId: id,
  charterVersionId: id,
  charterNumber: z.int(),
  previousId: id
    .nullable()
    .meta({ description: 'The signing of the same version that came to nothing before' }),
  state: z.enum(signingStates),
  waitingFor: z.string(),
  possible: z.array(z.string()).meta({ description: 'The steps that whoever reads this may take now' }),
  dueOn: plainDate,
  openedBy: id,
  method: z.enum(['code', 'file']).nullable(),
  signedAt: instant.nullable(),
  countersignedAt: instant.nullable(),
  closedAt: instant.nullable(),
};
export const signingListItem = z.strictObject(item).meta({ id: 'CharterSigningListItem' });

const obligation = z.strictObject({
  key: z.string(),
  text: z.string(),
  declarations: z.array(z.enum(declarationFields)).meta({ description: 'What is to be declared with it' }),
});

export const signingView = z
  .strictObject({
    ...item,
    text: charterTextView.meta({ description: 'The very text that is signed, in Italian' }),
    textHash: z.string().meta({ description: 'SHA-256 of that text; a signature names it' }),
    obligations: z
      .array(obligation)
      .meta({ description: 'What this organisation, for what it is, takes on' }),
    missing: z
      .array(z.enum(['representative', 'signature', 'countersignature']))
      .meta({ description: 'What still has to happen before the charter binds both' }),
    paperPreparedAt: instant
      .nullable()
      .meta({ description: 'Since when there is a text to sign digitally; null while there is none' }),
    verification: z
      .strictObject({ ...verificationFound, text: z.string() })
      .nullable()
      .meta({ description: 'Of a charter signed by a file: what was verified, and what was not' }),
    declaredBefore: declarations
      .nullable()
      .meta({ description: 'For its representative: what the organisation declared when it applied' }),
    codeSuffices: z.boolean().meta({ description: 'Whether a typed name and a one-time code are enough' }),
  })
  .meta({ id: 'CharterSigning' });
