import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { problemsOf } from "../../labs/contract/problems.ts";
import { regionName } from "../../labs/contract/region.ts";
import { UsageError } from "../console/command.ts";
import { LOCAL } from "../console/shared-options.ts";
import { deleteConfirmed, type Gate } from "../gateway/gateway.ts";
import { refuseLocked, StackGate, stillUp } from "../gateway/stack-gate.ts";
import { unknownPast } from "../gateway/unknown-past.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import { readPrices } from "../pricing/price-table.ts";
import { costOf } from "../search/leftover-cost.ts";
import { describeEnd } from "../search/report.ts";
import { type CleanupOptions, type End, untilClean } from "../search/until-clean.ts";
import { type StackWithoutSettings, openWithoutSettings } from "../stack/without-settings.ts";
import { classGate } from "./class-gate.ts";
import { type Confirmation, confirmed, tokenOf } from "./confirm.ts";

export interface LeftoversOptions {
  /** @default local, unless `className` is given */
  readonly stack: string | undefined;
  /** Searches for a class's tags, by its id or its name, in any stack. */
  readonly className: string | undefined;
  /** Regions in addition to the stack's own; with `className`, all regions to search. */
  readonly regions: readonly string[];
  readonly deleting: boolean;
  /** The class's name, given in the call instead of at the prompt. */
  readonly confirmed: string | undefined;
  /** `ACCOUNT:COUNT:CODE` of what is uncertain, as a list shows it, given in the call instead of at the prompt. */
  readonly uncertain: string | undefined;
  /** Whether the result goes to stdout as JSON, for programs. */
  readonly json: boolean;
}

/** How the command waits, and what it tells meanwhile. */
type Waiting = Pick<CleanupOptions, "report" | "sleep">;

/**
 * `npm run class -- leftovers`: finds what a class has left behind, and deletes it.
 *
 * @param open opens the stack @default on its backend and on AWS
 * @param sleep waits between two searches, in seconds @default really waits; not in tests
 * @returns the exit code: 0 when nothing is left and every place could be searched
 */
export async function findAndDelete(
  options: LeftoversOptions,
  open = openWithoutSettings,
  sleep?: CleanupOptions["sleep"],
): Promise<number> {
  check(options);
  const { stack = LOCAL, className, json } = options;
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const waiting = { report, ...(sleep && { sleep }) };
  if (className !== undefined) return ofClass(className, options, waiting);
  if (stack !== LOCAL) return ofStack(await open(stack, report), options, waiting);
  const { path } = new LocalFolder();
  if (await runningEmulator(path, { report }))
    return exclusively(path, report, async () =>
      ofStack(await open(stack, report), options, waiting),
    );
  report("The emulator is not running, so nothing of the class exists.");
  if (json) console.log(asJson({ clean: true, found: [], unseen: [], stuck: [] }, undefined));
  return 0;
}

function check({ stack, className, regions, deleting, ...given }: LeftoversOptions): void {
  if (className !== undefined && stack !== undefined)
    throw new UsageError("Write either --stack or --class, not both");
  if (className !== undefined && regions.length === 0)
    throw new UsageError("--class needs --regions");
  for (const region of regions) {
    const { error } = regionName().safeParse(region);
    const [problem] = error ? problemsOf("--regions", region, regionName(), error) : [];
    if (problem) throw new UsageError(`--regions ${region}: ${problem.reason}; ${problem.fix}`);
  }
  if (given.confirmed !== undefined && !deleting)
    throw new UsageError("--yes NAME confirms --delete: write both or neither");
  if (given.uncertain !== undefined && !deleting)
    throw new UsageError("--uncertain ACCOUNT:COUNT:CODE confirms --delete: write both or neither");
  if (given.uncertain !== undefined && !/^(\d{12}|local):\d+:[0-9a-f]{8}$/.test(given.uncertain))
    throw new UsageError(
      `--uncertain ${given.uncertain} is not ACCOUNT:COUNT:CODE, e.g. 111122223333:4:1f0c9a3e: a run without it shows them`,
    );
}

async function ofStack(
  open: StackWithoutSettings,
  options: LeftoversOptions,
  waiting: Waiting,
): Promise<number> {
  const { report } = waiting;
  const { account, elsewhere, keeper, identity } = open;
  const { regions } = options;
  const unknown = await unknownPast(keeper, { ...open, stack: open.read });
  const gate = new StackGate(open, keeper, { report, account, elsewhere, regions, unknown });
  const present = await gate.present();
  const up = present.held.length;
  if (up > 0) report(stillUp(up));
  if (up > 0 && options.deleting) return 1;
  const subject = { title: `class ${identity.name}`, name: identity.name, account };
  if (!options.deleting) return (await shown(gate, subject, options, waiting)).clean ? 0 : 1;
  return keeper.exclusively(report, async () => {
    await refuseLocked(keeper, open.stack.name, report);
    const code = await deleted(gate, subject, options, waiting);
    if (code === 0) await keeper.archive();
    return code;
  });
}

async function ofClass(
  className: string,
  options: LeftoversOptions,
  waiting: Waiting,
): Promise<number> {
  const { deleting: isDeleting, regions } = options;
  const { report } = waiting;
  const { gate, account } = await classGate(className, regions, { isDeleting, report });
  const subject = { title: `class ${className}`, name: className, account };
  if (isDeleting) return deleted(gate, subject, options, waiting);
  return (await shown(gate, subject, options, waiting)).clean ? 0 : 1;
}

interface Subject {
  readonly title: string;
  readonly name: string;
  readonly account: string | undefined;
}

/** How long to wait for a throttling AWS before the user is asked. */
const LOOKING_SECONDS = 60;

const look = (gate: Gate, { title, account }: Subject, waiting: Waiting): Promise<End> => {
  waiting.report(
    `Looking for leftovers of ${title}${account === undefined ? "" : ` in account ${account}`}`,
  );
  return untilClean(() => gate.look(), { ...waiting, patienceSeconds: LOOKING_SECONDS });
};

async function shown(
  gate: Gate,
  subject: Subject,
  { json }: LeftoversOptions,
  waiting: Waiting,
): Promise<End> {
  const end = await look(gate, subject, waiting);
  show(end, subject, json);
  return end;
}

async function deleted(
  gate: Gate,
  { title, name, account }: Subject,
  options: LeftoversOptions,
  waiting: Waiting,
): Promise<number> {
  const { report } = waiting;
  let end = await look(gate, { title, name, account }, waiting);
  if (end.found.length > 0) {
    report(describeEnd(end, new Date()));
    const { confirmed: typed, uncertain } = options;
    const confirmation: Confirmation = { className: name, account, confirmed: typed, uncertain };
    const list = await confirmed(end.found, confirmation);
    if (list.length === 0) report("Nothing was deleted.");
    else end = await deleteConfirmed(list, gate, waiting);
  }
  show(end, { title, name, account }, options.json);
  return end.clean ? 0 : 1;
}

function show(end: End, { account }: Subject, json: boolean): void {
  const where = account === undefined ? [] : [`Account ${account}`];
  const token = tokenOf(end.found, account);
  const call =
    token === undefined
      ? []
      : [`To delete also what is not certain: --delete --uncertain ${token}`];
  const text = ["", ...where, describeEnd(end, new Date()), ...call].join("\n");
  console.log(json ? asJson(end, account) : text);
}

function asJson({ found, ...end }: End, account: string | undefined): string {
  const prices = readPrices();
  const priced = found.map((leftover) => ({ ...leftover, cost: costOf(leftover, prices) }));
  const uncertain = tokenOf(found, account);
  return JSON.stringify({ account, ...end, found: priced, uncertain }, undefined, 2);
}
