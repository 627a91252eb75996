import { isWorld } from "../lib/cidr.ts";
import { at, listOf, textsOf, UNKNOWN } from "./values.ts";

/** The statements of a policy document, given as JSON or as an object; none when it is unknown or not valid JSON. */
export const statements = (document: unknown): readonly unknown[] =>
  listOf(at(parsed(document), "Statement"));

function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined; // AWS rejects it
  }
}

export const allows = (statement: unknown): boolean => at(statement, "Effect") === "Allow";

/** Whether a statement applies to anybody: no condition limits who may make the request, or from where. */
export const isForAnybody = (statement: unknown): boolean =>
  namesAnybody(statement) && !narrows(at(statement, "Condition"));

function namesAnybody(statement: unknown): boolean {
  const principal = at(statement, "Principal");
  return [...textsOf(principal), ...textsOf(at(principal, "AWS"))].includes("*");
}

/**
 * Condition keys that can exclude somebody, in lower case, according to S3's definition of "public":
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

/** Operators that match when something is not so, or when the key is missing. */
const HOLDS_FOR_OTHERS = /Not|IfExists$|^Null$|^ForAllValues:/i;

/** Whether a condition excludes somebody, or may do so. */
const narrows = (condition: unknown): boolean =>
  condition === UNKNOWN ||
  entriesOf(condition).some(
    ([operator, tests]) =>
      !HOLDS_FOR_OTHERS.test(operator) &&
      (tests === UNKNOWN || entriesOf(tests).some(([key, values]) => isNarrow(key, values))),
  );

const isNarrow = (key: string, values: unknown): boolean =>
  NARROWING.has(key) && textsOf(values).every((value) => isFixed(key, value));

/**
 * Whether a value excludes somebody: it has no wildcard and no variable, and is not the whole internet. The ARN of an
 * access point may have a wildcard after the account.
 */
function isFixed(key: string, value: string): boolean {
  if (key === "s3:dataaccesspointarn") return /^arn:[\w-]+:s3:[^:]*:\d{12}:/.test(value);
  return !/[*?]|\$\{/.test(value) && !(key === "aws:sourceip" && isWorld(value));
}

/** An object's entries, with names in lower case: AWS ignores the case of condition keys. */
const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).map(([name, each]) => [name.toLowerCase(), each])
    : [];

/** Whether a document denies requests without TLS, or may do so. */
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
