import { createInterface } from "node:readline/promises";
import { Aws } from "../../aws/clients.ts";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { UsageError } from "../console/command.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import { readPrices } from "../pricing/price-table.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type End, leftoversUntilClean } from "../search/deleting.ts";
import { type Search, stackSearch } from "../search/find-leftovers.ts";
import { costOf } from "../search/leftover-cost.ts";
import { describeEnd } from "../search/report.ts";
import { noteHeld } from "../stack/held-resources.ts";
import { Ledger, LedgerFile } from "../stack/ledger.ts";
import { refuseNamesakes } from "../stack/namesakes.ts";
import { openStack } from "../stack/open-stack.ts";

export interface LeftoversOptions {
  /** @default local, unless `className` is given */
  readonly stack: string | undefined;
  /** Lists what carries a class's tags, whatever stack it was in; deletes nothing. */
  readonly className: string | undefined;
  /** Besides the stack's own; with `className`, all. */
  readonly regions: readonly string[];
  readonly deleting: boolean;
  /** The class's name, written in the call instead of asked for. */
  readonly confirmed: string | undefined;
  /** Whether the result goes to stdout as JSON, for programs. */
  readonly json: boolean;
}

/** The stack holds resources. */
export class StillUpError extends ExplainedError {}

/** The class's name was not typed. */
export class NotConfirmedError extends ExplainedError {}

/**
 * `npm run class -- leftovers`: finds, and deletes, what a class has left behind.
 *
 * @returns the exit code: 0 when nothing is left and every place could be searched
 */
export async function findAndDelete(options: LeftoversOptions): Promise<number> {
  check(options);
  const { stack = LOCAL, className, json } = options;
  const report = (line: string): void => {
    // With --json, stdout belongs to the result.
    (json ? console.error : console.log)(line);
  };
  if (className !== undefined) return ofClass(className, options, report);
  if (stack !== LOCAL) return ofStack(stack, options, report);
  const { path } = new LocalFolder();
  if (await runningEmulator(path, { report }))
    return exclusively(path, report, () => ofStack(stack, options, report));
  report("The emulator is not running, so nothing of the class exists.");
  return 0;
}

function check({ stack, className, regions, deleting, confirmed }: LeftoversOptions): void {
  if (className !== undefined && stack !== undefined)
    throw new UsageError("Write either --stack or --class, not both");
  if (className !== undefined && regions.length === 0)
    throw new UsageError("--class needs --regions");
  if (confirmed !== undefined && !deleting)
    throw new UsageError("--yes NAME confirms --delete: write both or neither");
  // Tags alone do not say whether a class is running, or who put them there.
  if (className !== undefined && deleting)
    throw new UsageError(
      "--class only lists: tags do not prove that a resource is left over, or whose it is. " +
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
    // It may have come up again while the user was asked.
    const now = await presentIn(stack, config.region, file);
    if (now.held.length > 0) throw new StillUpError(stillUp(now));
    if (name !== LOCAL) await refuseNamesakes(name, identity, report);
  });
  if (code === 0 && !isUp) file.forget();
  return isUp ? 1 : code;
}

const stillUp = ({ held }: Ledger): string =>
  `The class is still running (${held.length} resources). Run down first.`;

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

/** The resources that the stack still has; none when it is gone. */
async function presentIn(stack: PulumiStack, region: string, file: LedgerFile): Promise<Ledger> {
  try {
    return await noteHeld(stack, region, file);
  } catch (error) {
    if (error instanceof PulumiError && error.message.includes("no stack named"))
      return new Ledger([]);
    throw error;
  }
}

/** How long AWS may be too busy to answer, before the user is asked. */
const LOOKING_SECONDS = 60;

async function lookAndDelete(
  search: Search,
  { deleting, confirmed, json }: LeftoversOptions,
  report: Report,
  mayDelete: () => Promise<void>,
): Promise<number> {
  report(
    `Looking for leftovers of class ${search.claim.className} in ${search.regions.join(", ")}`,
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
    `Nothing was deleted: "${answer}" is not the class's name, ${className}`,
  );
}

async function ask(className: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new NotConfirmedError(
      `Nothing was deleted: there is no terminal to confirm it in; write --delete --yes ${className}`,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question("All of this will be deleted for good. Type the class's name: ");
  } finally {
    terminal.close();
  }
}

function asJson({ found, ...end }: End): string {
  const prices = readPrices();
  const priced = found.map((leftover) => ({ ...leftover, cost: costOf(leftover, prices) }));
  return JSON.stringify({ ...end, found: priced }, undefined, 2);
}
