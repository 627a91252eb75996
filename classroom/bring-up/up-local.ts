import { styleText } from "node:util";
import { WEB } from "../../aws/clients.ts";
import { type Emulator, startEmulator } from "../../engine/emulator/emulator.ts";
import { type Engine, findEngine, NoEngineError } from "../../engine/engine.ts";
import { withTraffic } from "../../engine/traffic/traffic.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { shownTime } from "../console/clock.ts";
import { distance } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { deploy, type DeployOptions } from "../deploy/deploy.ts";
import { checkOutgrown } from "../deploy/outgrown.ts";
import { checkPlugins } from "../deploy/needed-plugins.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localSettings, type RunChange } from "../local/local-settings.ts";
import { localStack } from "../local/local-stack.ts";
import { recover } from "../local/recovery.ts";
import { exclusively } from "../local/run-lock.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import { describeTotal } from "../pricing/cost-report.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { readOnce } from "../pulumi/read-once.ts";
import { forgetRehearsal } from "../rehearsals/journal-place.ts";
import { addressesHere } from "../stack/addresses-here.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { describeActions } from "../stack/outputs.ts";
import { releaseSingletons } from "../stack/singletons.ts";
import { showPlan } from "./plan.ts";
import { noServersHere } from "./servers-here.ts";

/** How a run shows its progress. */
export interface UpShown extends Pick<DeployOptions, "verbose" | "display"> {
  readonly report: Report;
  /** Whether students' stacks follow, so that the run does not end with this one. @default false */
  readonly studentsFollow?: boolean;
  /** Whether labs, end and cost were already shown, for the whole class. @default false */
  readonly isPlanShown?: boolean;
}

/**
 * `npm start`: brings the class up on this machine. A repeated run resumes where the last one stopped.
 *
 * @returns the exit code
 */
export async function up(change: RunChange, shown: UpShown): Promise<number> {
  const { report } = shown;
  const folder = new LocalFolder();
  return exclusively(folder.path, report, async () => {
    const plain = await plainSettings(LOCAL, report);
    const config = localSettings(folder, change, new Date(), plain);
    const cost = await affordable(config);
    const engine = await findEngine(report).catch((error: unknown) => {
      if (error instanceof NoEngineError) return error;
      throw error;
    });
    if (engine instanceof NoEngineError) return showPlan(config, engine);
    checkPlugins(config, engine);
    return deployHere(folder, engine, cost, shown);
  });
}

async function deployHere(
  folder: LocalFolder,
  engine: Engine,
  cost: ClassCost,
  shown: UpShown,
): Promise<number> {
  const { report } = shown;
  report(`Engine    ${engine.description}`);
  const { emulator } = await startEmulator(folder.path, report);
  report(`Emulator  ${emulator.endpoint}, process ${emulator.pid}`);
  const noServers = await noServersHere(cost);
  if (noServers !== undefined) report(`Servers   ${noServers}`);
  const recovered = await recover(folder, emulator, report);
  const ready = await withTraffic(folder.path, recovered, report);
  const stack = localStack(engine, ready, folder);
  if (folder.condition() === "absent")
    await quick(report, "Preparing the stack", () => stack.create());
  const read = await readOnce(stack);
  await checkOutgrown(read, cost.config, report);
  await releaseSingletons(read, report);
  if (!shown.isPlanShown) report(describeClass(cost));
  forgetRehearsal(folder.path, LOCAL);
  await bringUp(stack, cost, { shown, next: NEXT, emulator: ready });
  return 0;
}

/** What will be deployed: labs, end, cost. */
export function describeClass(cost: ClassCost): string {
  const { config } = cost;
  const names = config.labs.map(({ lab }) => lab.id).join(", ");
  return [
    `Labs      ${names || "none"}`,
    `Expires   ${shownTime(config.expires)}, ${distance(config.expires)}`,
    `Cost      ${describeTotal(cost)}\n`,
  ].join("\n");
}

/**
 * Brings up an existing stack, and shows its commands and addresses.
 *
 * @param preview whether to preview first @default false
 * @param next which commands come next
 * @param emulator the emulated AWS that it runs on @default AWS itself
 */
export async function bringUp(
  stack: PulumiStack,
  cost: ClassCost,
  how: {
    readonly shown: UpShown;
    readonly preview?: boolean;
    readonly next: string;
    readonly emulator?: Pick<Emulator, "endpoint" | "env">;
  },
): Promise<void> {
  const { report, studentsFollow = false, ...options } = how.shown;
  await deploy(stack, cost, { ...options, preview: how.preview ?? false });
  if (studentsFollow) return;
  const outputs = await stack.outputs();
  const here = await addressesHere(how.emulator?.env[WEB], outputs);
  const emulation = { here, endpoint: how.emulator?.endpoint };
  report(describeActions(cost.config, outputs, undefined, emulation));
  report(`\n${how.next}`);
}

const NEXT = `${styleText("bold", "Next")}
  npm run class -- check                 checks that every lab works
  npm start -- --labs linux-server,cdn   switches labs; without --labs: those of Pulumi.local.yaml
  npm start -- --extend 2h               extends the class by 2 hours
  npm run down                           destroys everything and stops the emulator
  npm run pulumi -- help                 runs any Pulumi command; dev and prod on AWS: see README.md`;
