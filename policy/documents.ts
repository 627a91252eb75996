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

/** Whether a statement speaks of anybody, under no condition. */
export function isForAnybody(statement: unknown): boolean {
  const principal = at(statement, "Principal");
  const named = [...textsOf(principal), ...textsOf(at(principal, "AWS"))];
  return named.includes("*") && at(statement, "Condition") === undefined;
}

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
  const anybody = { Principal: at(statement, "Principal") };
  return isForAnybody(anybody) && (condition === false || textsOf(condition).includes("false"));
}
