import type { LimitName, ServerFacts } from "./facts.ts";

/** How a server's first boot ended. */
export type Outcome =
  | { readonly how: "ok" }
  /** A script failed, as cloud-init says it; `exitCode` is that of the last one that did. */
  | { readonly how: "failed"; readonly exitCode: number }
  | { readonly how: "limit"; readonly limit: LimitName }
  /** User data that cannot be read, or a machine that cannot carry it out now. */
  | { readonly how: "refused"; readonly reason: string }
  /** There is no sandbox on this machine: nothing was run. */
  | { readonly how: "not running here"; readonly reason: string };

export type WebServer = "httpd" | "nginx";

/** A server after its first boot. */
export interface Boot {
  readonly instanceId: string;
  readonly outcome: Outcome;
  /** The one that runs; undefined when none does. */
  readonly webServer: WebServer | undefined;
  /** The one that starts at every later boot. */
  readonly enabledWebServer: WebServer | undefined;
  /** What runs, what starts at every later boot, and what is installed. */
  readonly active: readonly string[];
  readonly enabled: readonly string[];
  readonly packages: readonly string[];
  /** Folder with the pages, files and folders only; undefined when no scripts have come to their end. */
  readonly webRoot: string | undefined;
  /** Links in the web root, and what the web server may not read; by their names below it. */
  readonly denied: readonly string[];
  /** Last lines of what the scripts printed, with what is not carried out. */
  readonly console: string;
  /** The end of each log in /var/log, by the file's name. */
  readonly logs: Readonly<Record<string, string>>;
}

/** The server after it was stopped and started: what was enabled runs, user data is not carried out again. */
export const restarted = (boot: Boot): Boot => ({
  ...boot,
  webServer: boot.enabledWebServer,
  active: boot.enabled,
});

/** Whether its user data was carried out, however that ended. */
export const hasBooted = ({ outcome }: Boot): boolean =>
  outcome.how !== "not running here" && outcome.how !== "refused";

/** A server that serves nothing. */
export const ended = ({ instanceId }: Pick<ServerFacts, "instanceId">, outcome: Outcome): Boot => ({
  instanceId,
  outcome,
  webServer: undefined,
  enabledWebServer: undefined,
  active: [],
  enabled: [],
  packages: [],
  webRoot: undefined,
  denied: [],
  console: "",
  logs: {},
});
