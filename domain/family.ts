/** How a plan reads the condition that relatives live together: as written, or with a consultant's word. */
export type FamilyMode = 'strict' | 'lenient';
