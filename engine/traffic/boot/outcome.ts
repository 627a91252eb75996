import type { LimitName } from "../sandbox/limits.ts";
import type { ServerFacts } from "./facts.ts";

/** The result of a server's first boot. */
export type Outcome =
  | { readonly how: "ok" }
  /** A script failed, as cloud-init reports it; `exitCode` is that of the last failed one. */
  | { readonly how: "failed"; readonly exitCode: number }
  | { readonly how: "limit"; readonly limit: LimitName }
  /** Invalid user data, or a machine that cannot run it now. */
  | { readonly how: "refused"; readonly reason: string }
  /** This machine has no sandbox: nothing was run. */
  | { readonly how: "not running here"; readonly reason: string };

export type WebServer = "httpd" | "nginx";

/** A server after its first boot. */
export interface Boot {
  readonly instanceId: string;
  readonly outcome: Outcome;
  /** The running web server; undefined when there is none. */
  readonly webServer: WebServer | undefined;
  /** The web server that starts at every later boot. */
  readonly enabledWebServer: WebServer | undefined;
  /** Running services, services that start at every later boot, and installed packages. */
  readonly active: readonly string[];
  readonly enabled: readonly string[];
  readonly packages: readonly string[];
  /** Folder with the pages, files and folders only; undefined when no scripts have completed. */
  readonly webRoot: string | undefined;
  /** Links in the web root, and files that the web server may not read, by their path in it. */
  readonly denied: readonly string[];
  /** Scripts in cloud-init's folder for every boot, by name. */
  readonly perBoot: Readonly<Record<string, string>>;
  /** Last lines of the scripts' output, with notes on what is not supported. */
  readonly console: string;
  /** The end of each log in /var/log, by the file's name. */
  readonly logs: Readonly<Record<string, string>>;
}

/** The server after another boot: enabled services run, user data is not run again. */
export const restarted = (boot: Boot): Boot => ({
  ...boot,
  webServer: boot.enabledWebServer,
  active: boot.enabled,
});

/** Whether its user data was run, whatever the result. */
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
  perBoot: {},
  console: "",
  logs: {},
});
