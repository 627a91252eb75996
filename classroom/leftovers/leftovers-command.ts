import { createInterface } from "node:readline/promises";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import type { Report } from "../../lib/progress.ts";
import { Aws } from "../../aws/clients.ts";
import { UsageError } from "../console/command.ts";
import { readPrices } from "../pricing/price-table.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { noteHeld } from "../stack/held-resources.ts";
import { Ledger, LedgerFile } from "../stack/ledger.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { LOCAL } from "../local/local-stack.ts";
import { openStack } from "../stack/open-stack.ts";
import { PulumiError, type PulumiStack } from "../pulumi/pulumi-stack.ts";
import { exclusively } from "../local/run-lock.ts";
import { costOf } from "../search/leftover-cost.ts";
import { type End, leftoversUntilClean } from "../search/deleting.ts";
import { type Search, stackSearch } from "../search/find-leftovers.ts";
import { refuseNamesakes } from "./namesakes.ts";
import { describeEnd } from "../search/report.ts";

export interface LeftoversOptions {
  /** @default local, unless `className` is given */
  readonly stack: string | undefined;
  /** Lists what carries a class's tag, whatever stack it was of; deletes none of it. */
  readonly className: string | undefined;
  /** Besides the stack's own; of a class, all. */
  readonly regions: readonly string[];
  readonly deleting: boolean;
  /** The class's name, typed in the call instead of on demand. */
  readonly confirmed: string | undefined;
  /** Whether the result goes to stdout as JSON, for programs. */
  readonly json: boolean;
}

/** The stack holds resources. */
export class StillUpError extends ExplainedError {}

/** The class's name was not typed. */
export class NotConfirmedError extends ExplainedError {}

/**
 * `npm run class -- leftovers`: what a class has left behind, and how it goes.
 *
 * @returns the exit code: 0 when nothing is left, and everything could be seen
 */
export async function leftovers(options: LeftoversOptions): Promise<number> {
  check(options);
  const { stack = LOCAL, className, json } = options;
  const report = (line: string): void => {
    // In JSON mode stdout is the program's that reads it.
    (json ? console.error : console.log)(line);
  };
  if (className !== undefined) return ofClass(className, options, report);
  if (stack !== LOCAL) return ofStack(stack, options, report);
  const { path } = new LocalFolder();
  if (await runningEmulator(path, { report }))
    return exclusively(path, report, () => ofStack(stack, options, report));
  report("The emulator does not run, so nothing of the class exists any more.");
  return 0;
}

function check({ stack, className, regions, deleting, confirmed }: LeftoversOptions): void {
  if (className !== undefined && stack !== undefined)
    throw new UsageError("--stack and --class exclude each other: write one of them");
  if (className !== undefined && regions.length === 0)
    throw new UsageError("of a class nobody knows where it was: write --regions a,b");
  if (confirmed !== undefined && !deleting)
    throw new UsageError("--yes NAME confirms what --delete asks: write both or none");
  // By its tags alone nobody knows whether a class is up, or whether a stranger put them there.
  if (className !== undefined && deleting)
    throw new UsageError(
      "--class lists only: class tags do not prove that a resource is left over, or whose it is. " +
        "Delete what a stack has left with --stack NAME --delete, or by hand",
    );
}

async function ofStack(name: string, options: LeftoversOptions, report: Report): Promise<number> {
  const { config, identity, aws, stack } = await openStack(name, report);
  const file = new LedgerFile(name);
  const present = await presentIn(stack, config.region, file);
  const search = stackSearch(config, aws, file, { present, regions: options.regions });
  const isUp = present.held.length > 0;
  if (isUp) report(stillUp(present));
  if (isUp && options.deleting) return 1;
  const code = await lookAndDelete(search, options, report, async () => {
    // It may have come up again while somebody was asked.
    const now = await presentIn(stack, config.region, file);
    if (now.held.length > 0) throw new StillUpError(stillUp(now));
    if (name !== LOCAL) await refuseNamesakes(name, identity, report);
  });
  if (code === 0 && !isUp) file.forget();
  return isUp ? 1 : code;
}

const stillUp = ({ held }: Ledger): string =>
  `Still in the stack: ${held.length} resources; destroy first. They are no leftovers.`;

async function ofClass(
  className: string,
  options: LeftoversOptions,
  report: Report,
): Promise<number> {
  const { regions } = options;
  const claim = { className, ledger: new Ledger([]), present: new Ledger([]) };
  const aws = new Aws({ region: regions[0] ?? "" });
  const nothing = () => Promise.resolve();
  return lookAndDelete(
    { aws, regions, claim, remember: () => undefined },
    options,
    report,
    nothing,
  );
}

/** What the stack still holds; nothing when it is gone. */
async function presentIn(stack: PulumiStack, region: string, file: LedgerFile): Promise<Ledger> {
  try {
    return await noteHeld(stack, region, file);
  } catch (error) {
    if (error instanceof PulumiError && error.message.includes("no stack named"))
      return new Ledger([]);
    throw error;
  }
}

/** How long AWS may be too busy to be looked at, before anything is asked. */
const LOOKING_SECONDS = 60;

async function lookAndDelete(
  search: Search,
  { deleting, confirmed, json }: LeftoversOptions,
  report: Report,
  mayDelete: () => Promise<void>,
): Promise<number> {
  report(
    `Looking for what class ${search.claim.className} has left in ${search.regions.join(", ")}`,
  );
  let end = await leftoversUntilClean(search, { report, patienceSeconds: LOOKING_SECONDS });
  if (deleting && end.found.length > 0) {
    report(describeEnd(end, new Date()));
    await confirm(search.claim.className, confirmed);
    await mayDelete();
    end = await leftoversUntilClean(search, { deleting, report });
  }
  console.log(json ? asJson(end) : `\n${describeEnd(end, new Date())}`);
  return end.clean ? 0 : 1;
}

/** @throws NotConfirmedError when the class's name is not typed, here or in the call */
async function confirm(className: string, typed: string | undefined): Promise<void> {
  const answer = typed ?? (await ask(className));
  if (answer === className) return;
  throw new NotConfirmedError(
    `nothing was deleted: "${answer}" is not the class's name, ${className}`,
  );
}

async function ask(className: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new NotConfirmedError(
      `nothing was deleted: nobody can be asked here; write --delete --yes ${className}`,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question("All of this is deleted for good. Type the class's name: ");
  } finally {
    terminal.close();
  }
}

function asJson({ found, ...end }: End): string {
  const prices = readPrices();
  const priced = found.map((leftover) => ({ ...leftover, cost: costOf(leftover, prices) }));
  return JSON.stringify({ ...end, found: priced }, undefined, 2);
}
