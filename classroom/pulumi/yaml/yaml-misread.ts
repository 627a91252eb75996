import { type Document, visit } from "yaml";
import type { YamlFault } from "./yaml-fault.ts";

/** A date, or a time with or without an offset, that Go's YAML package parses as a date. */
const TIME = /^\d{4}-\d{1,2}-\d{1,2}(([Tt]| +)\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A number with a leading 0, which Go's package reads as octal, or with _ between its digits. */
const NUMBER = /^[-+]?(0\d[\d_]*|\d[\d_]*_[\d_]*)$/;

/**
 * The first unquoted value that Pulumi would read differently: the price and checks here would not match the deployment. Pulumi
 * v3.200.0 reads 010 as 8, and 2026-12-01T18:00:00+09:00 as "2026-12-01 18:00:00 +0900 +0900".
 */
export function misreadIn(document: Document): YamlFault | undefined {
  let found: YamlFault | undefined;
  visit(document, {
    Scalar: (at, { type, source = "", range }) => {
      if (at === "key" || type !== "PLAIN") return undefined;
      const words = wordsOf(source);
      if (words === undefined) return undefined;
      found = { at: range?.[0] ?? 0, ...words };
      return visit.BREAK;
    },
  });
  return found;
}

function wordsOf(source: string): Pick<YamlFault, "reason" | "fix"> | undefined {
  if (TIME.test(source) && isDay(source.slice(0, 10)))
    return {
      reason: `Pulumi reads ${source} in another form, because it has no quotes`,
      fix: `write it in quotes: "${source}"`,
    };
  if (!NUMBER.test(source)) return undefined;
  return {
    reason: `Pulumi reads ${source} as another number: it ${source.includes("_") ? "has a _" : "begins with 0"}`,
    fix: "write its digits alone, or put it in quotes if it is a text such as an account ID",
  };
}

/** Whether the day exists: Go's package, too, reads 2026-02-30 as a text. */
const isDay = (date: string): boolean => {
  const moment = new Date(date);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
};
