import type { Boot } from "../../boot/outcome.ts";

/**
 * The lifecycle events of a deployment to a server, in order. Those in which CodeDeploy takes it out of a load balancer and puts
 * it back are missing: here, that takes no hooks (`traffic-control.ts`).
 */
export const LIFECYCLE = [
  "ApplicationStop",
  "DownloadBundle",
  "BeforeInstall",
  "Install",
  "AfterInstall",
  "ApplicationStart",
  "ValidateService",
] as const;

type EventName = (typeof LIFECYCLE)[number];

/** A lifecycle event in the terms of CodeDeploy's API. */
export interface LifecycleEvent {
  readonly name: EventName;
  readonly status: "Pending" | "Succeeded" | "Failed" | "Skipped";
  readonly diagnostics?: Diagnostics;
}

interface Diagnostics {
  readonly errorCode: string;
  readonly scriptName: string;
  readonly message: string;
  readonly logTail: string;
}

/** How much CodeDeploy keeps of a log, in bytes. */
const LOG_BYTES = 4096;

/** A line of the script that says in the log which event is reached, as CodeDeploy's agent does. */
export const reaches = (event: EventName): string => `echo '${REACHED}${event}'`;

/**
 * The function `hook EVENT SECONDS SCRIPT`, which runs a hook, and writes its output to the log as CodeDeploy's agent does. What
 * begins a line is never the hook's own words, so that the log can be believed.
 */
export const HOOK = `hook() {
  local code=0 logs=\${PWD%/*}/logs stream
  echo "Script - $3"
  [[ -f $3 ]] || { echo "Script does not exist at specified location: $PWD/$3"; exit 1; }
  chmod 0755 "$3"
  mkdir -p "$logs"
  LIFECYCLE_EVENT=$1 timeout "$2" "./$3" >"$logs/stdout" 2>"$logs/stderr" || code=$?
  for stream in stdout stderr; do tail -c ${LOG_BYTES} "$logs/$stream" | awk -v stream="[$stream]" '{ print stream $0 }'; done
  ((code != 124)) || { echo "Script at specified location: $3 failed to complete in $2 seconds"; exit 124; }
  ((code == 0)) || { echo "Script at specified location: $3 failed with exit code $code"; exit "$code"; }
}`;

const REACHED = "LifecycleEvent - ";

/** The events of a server that a deployment's script was run on. */
export function lifecycleOf({
  outcome,
  console,
}: Pick<Boot, "outcome" | "console">): LifecycleEvent[] {
  if (outcome.how === "ok") return LIFECYCLE.map((name) => ({ name, status: "Succeeded" }));
  const lines = console.trimEnd().split("\n");
  const log = lines.slice(
    Math.max(
      0,
      lines.findLastIndex((line) => line.startsWith(REACHED)),
    ),
  );
  const said = log.at(-1) ?? "";
  const isLimit = outcome.how === "limit";
  return failedAt(LIFECYCLE.find((name) => log[0] === REACHED + name) ?? "ApplicationStop", {
    errorCode: isLimit ? "UnknownError" : codeOf(said),
    scriptName: log.find((line) => line.startsWith(SCRIPT))?.slice(SCRIPT.length) ?? "",
    message: isLimit ? `the limit on ${outcome.limit} of this machine was reached` : said,
    logTail: Buffer.from(log.join("\n")).subarray(-LOG_BYTES).toString(),
  });
}

const SCRIPT = "Script - ";

/** The events of a server on which one has failed without its log. */
export const failedBefore = (name: EventName, message: string): LifecycleEvent[] =>
  failedAt(name, { errorCode: "UnknownError", scriptName: "", message, logTail: "" });

/** The events before one that has failed have succeeded, and those after it are skipped. */
function failedAt(failed: EventName, diagnostics: Diagnostics): LifecycleEvent[] {
  const at = LIFECYCLE.indexOf(failed);
  return LIFECYCLE.map((name, index) => {
    if (index === at) return { name, status: "Failed", diagnostics };
    return { name, status: index < at ? "Succeeded" : "Skipped" };
  });
}

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_Diagnostics.html */
function codeOf(said: string): string {
  if (said.startsWith("Script does not exist")) return "ScriptMissing";
  if (!said.startsWith("Script at ")) return "UnknownError";
  return said.endsWith(" seconds") ? "ScriptTimedOut" : "ScriptFailed";
}
