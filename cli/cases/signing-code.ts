import type { Caller } from './http.ts';
import { mailsIn, mailSource } from './mailbox.ts';

/** The code to sign with, as whoever asked for it reads it in their mail. */
export async function codeOrThrow(caller: Caller): Promise<string> {
  const mail = (await mailsIn(caller)).findLast(({ template }) => template === 'signingCode');
  const code = mail && /codice: (\d{6})\./.exec(await mailSource(caller, mail.id))?.[1];
  if (!code) throw new Error('The mail with the code did not arrive');
  return code;
}
