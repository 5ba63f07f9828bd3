import { z } from 'zod';

/** What a caseworker's finding rests on: who found it, when, in which words, with which documents. */
export const evidenceSchema = z.strictObject({
  foundBy: z.string().min(1).max(64),
  foundOn: z.iso.date(),
  note: z.string().trim().min(1).max(4000),
  documentIds: z.array(z.uuid()).max(20).default([]),
});

export type Evidence = z.infer<typeof evidenceSchema>;
