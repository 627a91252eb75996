import { styleText } from "node:util";
import { startEmulator } from "../../engine/emulator/emulator.ts";
import { type Engine, findEngine, NoEngineError } from "../../engine/engine.ts";
import { step } from "../../lib/progress.ts";
import { shownTime } from "../console/clock.ts";
import { distance } from "../console/expiry.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localSettings, type RunChange } from "../local/local-settings.ts";
import { localStack } from "../local/local-stack.ts";
import { recover } from "../local/recovery.ts";
import { exclusively } from "../local/run-lock.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import { describeTotal } from "../pricing/cost-report.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { noteHeld } from "../stack/held-resources.ts";
import { describeOutputs } from "../stack/outputs.ts";
import { checkPlugins } from "./needed-plugins.ts";
import { showPlan } from "./plan.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm start`: brings the class up on this machine. Run again, it resumes where it was.
 *
 * @returns the exit code
 */
export async function up(change: RunChange): Promise<number> {
  const folder = new LocalFolder();
  return exclusively(folder.path, report, async () => {
    const config = localSettings(folder, change);
    const cost = await affordable(config);
    const engine = await findEngine(report).catch((error: unknown) => {
      if (error instanceof NoEngineError) return error;
      throw error;
    });
    if (engine instanceof NoEngineError) return showPlan(config, engine);
    checkPlugins(config, engine);
    return deploy(folder, engine, cost);
  });
}

async function deploy(folder: LocalFolder, engine: Engine, cost: ClassCost): Promise<number> {
  report(`Engine    ${engine.description}`);
  const { emulator } = await startEmulator(folder.path, report);
  report(`Emulator  ${emulator.endpoint}, process ${emulator.pid}`);
  const ready = await recover(folder, emulator, report);
  const stack = localStack(engine, ready, folder);
  if (folder.condition() === "absent")
    await step(report, "Preparing the stack", () => stack.create());
  describeClass(cost);
  await bringUp(stack, cost);
  report(NEXT);
  return 0;
}

/** Shows what is going to be deployed: labs, end, cost. */
export function describeClass(cost: ClassCost): void {
  const { config } = cost;
  const names = config.labs.map(({ lab }) => lab.id).join(", ");
  report(`Labs      ${names || "none"}`);
  report(`Expires   ${shownTime(config.expires)}, ${distance(config.expires)}`);
  report(`Cost      ${describeTotal(cost)}\n`);
}

/**
 * Brings up a stack that exists, and shows its outputs.
 *
 * @param preview whether it is previewed first, so that every rule is checked before anything is created
 */
export async function bringUp(
  stack: PulumiStack,
  cost: ClassCost,
  { preview = false } = {},
): Promise<void> {
  const { config } = cost;
  await noteHeld(stack, config.region); // a lab that is switched off now may leave something behind
  await stack.up({ preview });
  await noteHeld(stack, config.region);
  report(describeOutputs(config, await stack.outputs()));
}

const NEXT = `${styleText("bold", "Next")}
  npm run class -- check                 checks that every lab works
  npm run class -- outputs               shows this again
  npm start -- --labs linux-server,cdn   switches to other labs; without --labs to those of Pulumi.local.yaml
  npm start -- --extend 2h               extends the class by 2 hours
  npm run down                           destroys everything and stops the emulator
  npm run pulumi -- help                 runs any Pulumi command; dev and prod on AWS: see README.md`;
