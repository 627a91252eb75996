/**
 * How certain it is whose a resource is.
 *
 * - `proven`: the class's, by a unique AWS id in the record, by a matching name and time, or by its creator
 * - `claimed`: only by its tags, which anyone can write, or a name in the record, which others may reuse: needs its own consent
 * - `disputed`: its id is in the record, but its tags are another class's: needs its own consent
 * - `foreign`: it has the class's tags, but cannot be the class's: it is shown, but never deleted
 */
export type Standing = "proven" | "claimed" | "disputed" | "foreign";

export interface Evidence {
  readonly standing: Standing;
  /** For a reader. */
  readonly why: string;
}
