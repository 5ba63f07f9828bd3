/**
 * Why a file that somebody sent could not be checked: for whoever helps them, in a word. It never leaves this folder
 * as an error, because nothing that a stranger sends is an accident of ours.
 */
export class Unreadable extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Unreadable';
  }
}
