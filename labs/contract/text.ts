/** A text for readers, in the two languages of the class. */
export interface Text {
  readonly en: string;
  /** @default none yet: English is shown, and docs/korean.md lists it as missing */
  readonly ko?: string;
}

/** The Korean text; English when there is none. */
export const inKorean = ({ en, ko = en }: Text): string => ko;

/** Both languages, Korean first; only one when they are equal. */
export const bilingual = (text: Text): string =>
  inKorean(text) === text.en ? text.en : `${inKorean(text)} · ${text.en}`;
