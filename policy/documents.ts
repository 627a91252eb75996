import { at, listOf, textsOf, UNKNOWN } from "./values.ts";

/** The statements of a policy document, given as JSON or as an object; none of what is not known or no JSON. */
export const statements = (document: unknown): readonly unknown[] =>
  listOf(at(parsed(document), "Statement"));

function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined; // AWS refuses it
  }
}

export const allows = (statement: unknown): boolean => at(statement, "Effect") === "Allow";

/** Whether a statement speaks of anybody, whatever he asks: no condition says who or from where. */
export const isForAnybody = (statement: unknown): boolean =>
  namesAnybody(statement) && !narrows(at(statement, "Condition"));

function namesAnybody(statement: unknown): boolean {
  const principal = at(statement, "Principal");
  return [...textsOf(principal), ...textsOf(at(principal, "AWS"))].includes("*");
}

/**
 * What a condition may ask that leaves somebody out, in lower case.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const NARROWING: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** Operators that hold where something is not so, or nothing is said. */
const HOLDS_FOR_OTHERS = /Not|IfExists$|^Null$|^ForAllValues:/i;

/** Whether a condition, or one that is not known yet, leaves somebody out. */
function narrows(condition: unknown): boolean {
  if (condition === UNKNOWN) return true;
  return entriesOf(condition)
    .filter(([operator]) => !HOLDS_FOR_OTHERS.test(operator))
    .flatMap(([, tests]) => entriesOf(tests))
    .some(([key, values]) => NARROWING.has(key.toLowerCase()) && !textsOf(values).some(isAnything));
}

const isAnything = (value: string): boolean => value === "*" || value.endsWith("/0");

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** Whether a document refuses requests without TLS, or may turn out to. */
export const refusesPlainHttp = (document: unknown): boolean =>
  document === UNKNOWN ||
  statements(document).some(
    (statement) =>
      at(statement, "Effect") === "Deny" &&
      isForAnybodyWithoutTls(statement) &&
      textsOf(at(statement, "Action")).some((action) => /^(\w+:)?\*$/.test(action)),
  );

function isForAnybodyWithoutTls(statement: unknown): boolean {
  const condition = at(statement, "Condition", "Bool", "aws:SecureTransport");
  return namesAnybody(statement) && (condition === false || textsOf(condition).includes("false"));
}
