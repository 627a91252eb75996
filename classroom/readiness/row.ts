import type { Verdict } from "../../aws/contract/precheck.ts";

/** What a row is about, in the order in which rows are shown. */
export type Kind = "gate" | "quota" | "offer" | "network";

/** One thing that a class needs, and whether it is so. */
export interface Row {
  readonly kind: Kind;
  readonly what: string;
  readonly region: string;
  /** A note is for people to try: nothing here can. */
  readonly verdict: Verdict | "note";
  /** What was seen, or why nothing could be. */
  readonly seen: string;
  readonly fix?: string;
}

/** How much of a quota a class takes. */
export interface QuotaRow extends Row {
  readonly kind: "quota";
  /** What the class takes when it is whole. */
  readonly needed: number;
  /** What others have; undefined when AWS has not said it. */
  readonly used?: number;
  readonly limit: number;
}

export type AnyRow = Row | QuotaRow;

export const isQuotaRow = (row: AnyRow): row is QuotaRow => "limit" in row;
