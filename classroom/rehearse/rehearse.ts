import path from "node:path";
import { writeWhole } from "../../lib/files.ts";
import { Interrupts } from "../../lib/interrupts.ts";
import { agrees, checkTerminal } from "../console/ask.ts";
import { callOn } from "../console/call-on.ts";
import { UsageError } from "../console/command.ts";
import { usualExpiry } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { StillUpError } from "../gateway/stack-gate.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import { plannedSettings } from "../pricing/planned-settings.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { rehearsalFolder } from "../rehearsals/journal-place.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { journalToGoOn } from "./beginning.ts";
import { costSoFar } from "./costs.ts";
import { type Journal, JournalFile, withEnd } from "./journal.ts";
import { localVenue } from "./local-venue.ts";
import { asMarkdown } from "./markdown.ts";
import { describePlan } from "./plan.ts";
import { costOf, faultsOf, newJournal } from "./prepare.ts";
import { rehearsal } from "./rehearsal.ts";
import { RehearsedClass } from "./rehearsed-class.ts";
import { remoteVenue } from "./remote-venue.ts";
import { exitCodeOf, reportOf } from "./report.ts";
import type { KnownFault } from "./stage.ts";
import { describeUnfinished } from "./unfinished.ts";
import type { Venue } from "./venue.ts";
import { versionsOf } from "./versions.ts";

export interface RehearseOptions {
  readonly stack: string;
  /** Labs instead of the stack's own. */
  readonly labs: readonly string[] | undefined;
  /** USD at list prices after which everything is destroyed, even during a step. @default no limit */
  readonly budget: number | undefined;
  /** Whether to run without questions. */
  readonly yes: boolean;
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
}

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- rehearse`: runs all steps of the day before a class, with a report. A repeated run resumes a killed one.
 *
 * @returns the exit code
 * @throws StillUpError when a class is up in the stack; NobodyToAskError, NoStackError, ConfigError, SecretSettingError,
 * NoEngineError, WrongAccountError, CredentialsError, PulumiError
 */
export async function rehearse(options: RehearseOptions): Promise<number> {
  const { stack, labs, yes } = options;
  const folder = new LocalFolder();
  const own = rehearsalFolder(folder.path, stack);
  const plain = await plainSettings(stack, report);
  if (plannedSettings(stack, labs, { plain }).environment === "prod")
    throw new UsageError(`Stack ${stack} is prod, the real class: rehearse in dev, or locally`);
  if (stack !== LOCAL && !yes) checkTerminal(callOn("rehearse", stack, "--yes"));
  // On AWS, Pulumi's lock keeps others off the stack.
  return exclusively(stack === LOCAL ? folder.path : own, report, () =>
    run({ ...options, plain }, folder, own),
  );
}

async function run(
  { stack, labs, budget, yes, verbose, plain }: RehearseOptions & { readonly plain: PlainSettings },
  folder: LocalFolder,
  own: string,
): Promise<number> {
  const file = new JournalFile(own, stack);
  const past = file.read();
  const now = new Date();
  const expires = past && new Date(past.expires) > now ? past.expires : usualExpiry(now);
  const venue = await venueOf(stack, { labs: past?.labs ?? labs, folder, own, expires, plain });
  const goOn = journalToGoOn({
    ...{ stack, labs, journal: past },
    held: heldResources(await venue.stack.export()),
    breakable: [...(await faultsOf(past?.labs ?? [])).keys()],
  });
  if (past && !goOn) report("The class of the last rehearsal is gone: starting a new rehearsal.");
  const config = plannedSettings(stack, goOn?.labs ?? labs, { plain });
  const cost = await costOf(config);
  const faults = await faultsOf(config.labs.map(({ lab }) => lab.id));
  const journal = goOn ? withEnd(goOn, expires) : await newJournal(config, venue, expires, report);
  report(`\n${describePlan({ journal, cost, faults, budget })}`);
  if (stack !== LOCAL && !yes && !(await agrees(`Rehearse this in stack ${stack} on AWS?`))) {
    report("Nothing was changed.");
    return 1;
  }
  file.write(journal);
  await venue.prepare?.();
  const versions = await versionsOf(venue.stack, venue.engine);
  const end = await rehearsed(venue, journal, { cost, faults, budget, verbose, file });
  const result = reportOf(end, costSoFar(cost.lines, end, new Date()), versions);
  const name = path.join(folder.path, "rehearsals", `${stack}-${stamp(end)}`);
  const text = await asMarkdown(result);
  writeWhole(`${name}.json`, `${JSON.stringify(result, undefined, 2)}\n`);
  writeWhole(`${name}.md`, text);
  report(`\n${text}\nReport    ${name}.md, ${name}.json`);
  if (result.down.isClean) file.remove();
  else report(`Not everything was destroyed. To go on: ${callOn("rehearse", stack)}`);
  return exitCodeOf(result);
}

interface Place {
  readonly labs: readonly string[] | undefined;
  readonly folder: LocalFolder;
  readonly own: string;
  readonly expires: string;
  readonly plain: PlainSettings;
}

function venueOf(stack: string, { labs, folder, own, expires, plain }: Place): Promise<Venue> {
  const planned = plannedSettings(stack, labs, { plain });
  return stack === LOCAL
    ? localVenue({ folder, planned, plain, expires, report })
    : remoteVenue({ planned, plain, folder: own, expires, report });
}

interface Rehearsed {
  readonly cost: ClassCost;
  readonly faults: ReadonlyMap<string, KnownFault>;
  readonly budget: number | undefined;
  readonly verbose: boolean;
  readonly file: JournalFile;
}

/** Runs the remaining steps of a rehearsal. @returns the journal at its end */
async function rehearsed(
  venue: Venue,
  journal: Journal,
  { cost, faults, budget = Infinity, verbose, file }: Rehearsed,
): Promise<Journal> {
  const interrupts = new Interrupts();
  try {
    return await rehearsal(
      new RehearsedClass(venue, journal, { interrupts, verbose, report }),
      journal,
      {
        ...{ faults, interrupts, report },
        isOverBudget: (each) => costSoFar(cost.lines, each, new Date()).total >= budget,
        save: (each) => {
          file.write(each);
        },
      },
    );
  } catch (error) {
    // Another class is running there, which must not be destroyed.
    if (!(error instanceof StillUpError)) report(await describeUnfinished(venue.stack));
    throw error;
  } finally {
    interrupts.forget();
  }
}

/** `2026-12-01T09:30:00.000Z` -> `20261201-0930` */
const stamp = ({ startedAt }: Journal): string =>
  startedAt.slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
