import { existsSync, readFileSync } from "node:fs";

/** An event of Pulumi's engine, as `--event-log` writes it, a line each. */
interface EngineEvent {
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly severity: string;
    readonly message: string;
  };
}

/** What went wrong with which resource, by URN; what is nobody's stands under "". */
export function errorsIn(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const events = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  return new Map(
    events.flatMap(({ diagnosticEvent: said }) =>
      said?.severity === "error" ? [[said.urn ?? "", plain(said.message)] as const] : [],
    ),
  );
}

/** Without Pulumi's marks for colours, on one line. */
const plain = (message: string): string =>
  message
    .replace(/<\{%[^%]*%\}>/g, "")
    .replace(/\s+/g, " ")
    .trim();
