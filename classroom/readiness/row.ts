import type { Verdict } from "../../aws/contract/precheck.ts";

/** The subject of a row, in display order. */
export type Kind = "gate" | "quota" | "offer" | "network";

/** One requirement of a class, and whether it is met. */
export interface Row {
  readonly kind: Kind;
  readonly what: string;
  readonly region: string;
  /** A note is something for people to try, which cannot be checked here. */
  readonly verdict: Verdict | "note";
  /** What was seen, or why nothing was seen. */
  readonly seen: string;
  readonly fix?: string;
}

/** A class's use of a quota. */
export interface QuotaRow extends Row {
  readonly kind: "quota";
  /** The use by the complete class. */
  readonly needed: number;
  /** The use by others; undefined when AWS has not reported it. */
  readonly used?: number;
  readonly limit: number;
}

export type AnyRow = Row | QuotaRow;

export const isQuotaRow = (row: AnyRow): row is QuotaRow => "limit" in row;
