import { isWorld } from "../lib/cidr.ts";
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
 * What a condition may ask that leaves somebody out, in lower case, by S3's own meaning of "public":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const NARROWING: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** Operators that hold where something is not so, or nothing is said. */
const HOLDS_FOR_OTHERS = /Not|IfExists$|^Null$|^ForAllValues:/i;

/** Whether a condition leaves somebody out, or may turn out to. */
const narrows = (condition: unknown): boolean =>
  condition === UNKNOWN ||
  entriesOf(condition).some(
    ([operator, tests]) =>
      !HOLDS_FOR_OTHERS.test(operator) &&
      (tests === UNKNOWN || entriesOf(tests).some(([key, values]) => isNarrow(key, values))),
  );

const isNarrow = (key: string, values: unknown): boolean =>
  NARROWING.has(key) && textsOf(values).every((value) => isFixed(key, value));

/** Whether a value leaves somebody out: no wildcard, no variable, not the world. An account's access points may be any. */
function isFixed(key: string, value: string): boolean {
  if (key === "s3:dataaccesspointarn") return /^arn:[\w-]+:s3:[^:]*:\d{12}:/.test(value);
  return !/[*?]|\$\{/.test(value) && !(key === "aws:sourceip" && isWorld(value));
}

/** What an object holds, by names in lower case: in a condition's keys AWS does not mind the case. */
const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).map(([name, each]) => [name.toLowerCase(), each])
    : [];

/** Whether a document refuses requests without TLS, or may turn out to. */
export const refusesPlainHttp = (document: unknown): boolean =>
  document === UNKNOWN ||
  statements(document).some(
    (statement) =>
      at(statement, "Effect") === "Deny" &&
      isForAnybodyWithoutTls(statement) &&
      textsOf(at(statement, "Action")).some((action) => /^(\w+:)?\*$/.test(action)),
  );

const isForAnybodyWithoutTls = (statement: unknown): boolean =>
  namesAnybody(statement) &&
  entriesOf(at(statement, "Condition", "Bool")).some(
    ([key, value]) =>
      key === "aws:securetransport" && (value === false || textsOf(value).includes("false")),
  );
