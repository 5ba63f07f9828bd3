/** The two languages of the service: Italian first, English complete. */
export type Locale = 'it' | 'en';

/** A text for people, in both languages. */
export interface Text {
  readonly it: string;
  readonly en: string;
}
