import { Aws } from "../../aws/clients.ts";
import { startEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { withTraffic } from "../../engine/traffic/traffic.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { checkPlugins } from "../deploy/needed-plugins.ts";
import { endLocal } from "../destroy/down-local.ts";
import type { LocalFolder } from "../local/local-folder.ts";
import { localSettings } from "../local/local-settings.ts";
import { localStack } from "../local/local-stack.ts";
import { recover } from "../local/recovery.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import type { Venue } from "./venue.ts";

export interface LocalVenueOptions {
  readonly folder: LocalFolder;
  readonly planned: ClassConfig;
  /** Pulumi.local.yaml with its secrets decrypted. */
  readonly plain: PlainSettings;
  /** When the class expires, whatever the settings of the last run. */
  readonly expires: string;
  readonly report: Report;
}

/** The stack on this machine, with its emulator, which is started. No other command may be running: see `exclusively`. */
export async function localVenue({
  folder,
  planned,
  plain,
  expires,
  report,
}: LocalVenueOptions): Promise<Venue> {
  const engine = await findEngine(report);
  checkPlugins(planned, engine);
  const { emulator } = await startEmulator(folder.path, report);
  const recovered = await recover(folder, emulator, report);
  const ready = await withTraffic(folder.path, recovered, report);
  const stack = localStack(engine, ready, folder);
  if (folder.condition() === "absent")
    await quick(report, "Preparing the stack", () => stack.create());
  return {
    ...{ engine, stack },
    aws: new Aws({ region: planned.region, env: ready.env }),
    settings: (labs) => localSettings(folder, { labs, expires }, new Date(), plain),
    down: (choice) => endLocal(folder, choice),
  };
}
