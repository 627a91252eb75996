import { checkLabs } from "../checking/check-labs.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import { repair } from "../deploy/repair.ts";
import { describeRepairs } from "../deploy/repairs.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import { openStack } from "../stack/open-stack.ts";
import { checkDeployed, settlingMinutes } from "./check-deployed.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- solve`: an `up` that first refreshes the state. At the end it shows what it has repaired, and runs the
 * checks.
 *
 * @param verbose whether Pulumi shows its own progress display
 * @returns the exit code of the checks
 * @throws NotDeployedError, ConfigError before anything is changed
 */
export function solveStack(name: string, verbose: boolean): Promise<number> {
  // On AWS, the backend has its own lock.
  return name === LOCAL
    ? exclusively(new LocalFolder().path, report, () => solve(name, verbose))
    : solve(name, verbose);
}

async function solve(name: string, verbose: boolean): Promise<number> {
  const open = await openStack(name, report);
  await checkDeployed(open);
  await affordable(open.config);
  report(describeRepairs(await repair(open, { progress: { verbose }, report })));
  const repaired = { ...open, state: await open.stack.export() };
  return checkLabs(repaired, { wait: settlingMinutes(open.config) }, report);
}
