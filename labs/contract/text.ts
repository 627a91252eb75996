/** What a reader sees, in the two languages of the class. */
export interface Text {
  readonly en: string;
  /** @default none yet: docs/korean.md lists what is missing, and English is shown */
  readonly ko?: string;
}

/** The Korean text; English where there is none. */
export const inKorean = ({ en, ko = en }: Text): string => ko;

/** Both languages, Korean first; one of them where they are the same. */
export const bilingual = (text: Text): string =>
  inKorean(text) === text.en ? text.en : `${inKorean(text)} · ${text.en}`;
