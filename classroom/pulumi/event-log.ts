import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type EngineEvent, type PolicyReport, withoutMarks } from "./engine-event.ts";

/** What was done to a resource. */
export interface ResourceChange {
  readonly urn: string;
  readonly kind: "created" | "updated" | "replaced" | "deleted";
}

/** Engine steps that change something. A replacement has further ones, which add nothing. */
const KINDS: Readonly<Record<string, ResourceChange["kind"]>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
};

/** Errors by the URN of their resource; those without a resource under "". */
export function errorsIn(file: string): Map<string, string> {
  return new Map(
    eventsIn(file).flatMap(({ diagnosticEvent: event }) =>
      event?.severity === "error" ? [[event.urn ?? "", plain(event.message)] as const] : [],
    ),
  );
}

/** Reports of policy packs. */
export const policyReportsIn = (file: string): PolicyReport[] =>
  eventsIn(file).flatMap(({ policyEvent }) => policyEvent ?? []);

/** The changes, in order. */
export const changesIn = (file: string): ResourceChange[] =>
  eventsIn(file).flatMap(({ resOutputsEvent: event }) => {
    const kind = KINDS[event?.metadata.op ?? ""];
    return event && kind ? [{ urn: event.metadata.urn, kind }] : [];
  });

function eventsIn(file: string): EngineEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter(isTelling).map((line) => JSON.parse(line) as EngineEvent);
}

/** Half of the lines are the engine's internal notes, which are skipped to save time. */
export const isTelling = (line: string): boolean =>
  line !== "" && !line.includes('"severity":"debug"');

/** On one line, without Pulumi's colour codes. */
const plain = (message: string): string => withoutMarks(message).replace(/\s+/g, " ").trim();

/** Runs `work` with a log of the engine's events, which is deleted afterwards. */
export async function withEventLog<T>(
  work: (log: { readonly file: string; readonly options: readonly string[] }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "aws-class-events-"));
  const file = path.join(folder, "events.json");
  try {
    return await work({ file, options: ["--event-log", file] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
