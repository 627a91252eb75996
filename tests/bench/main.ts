/** `npm run bench [-- NAME...]`: measures. Exit code 1 when a bar is missed, or nothing can be compared. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Argument, Command, InvalidArgumentError } from "commander";
import { formatted } from "../../classroom/console/markdown.ts";
import { stopEmulator } from "../../engine/emulator/emulator.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { PROJECT } from "../../lib/project.ts";
import { benchClass } from "./class/class-bench.ts";
import {
  type Machine,
  type Section,
  sectionForMarkdown,
  sectionForTerminal,
  thisMachine,
  withSection,
} from "./measure/section.ts";
import { benchTemplate } from "./template/template-bench.ts";
import { benchTerraform } from "./terraform/terraform-bench.ts";

const PAGE = path.join(PROJECT, "docs/performance.md");

const report = (line: string): void => {
  console.error(line);
};

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-bench-"));
  try {
    return await work(folder);
  } finally {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

const HELP = `
template   what our layout saves against Pulumi's TypeScript template
class      a class of students beside the same stacks one after the other
terraform  the labs of Pulumi.local.yaml beside the same resources by Terraform`;

const NAMES = ["template", "class", "terraform"] as const;

interface Choice {
  readonly students: readonly number[];
  readonly json?: true;
  readonly write?: true;
}

function sizesIn(text: string): number[] {
  const sizes = text.split(",").map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size > 0)) return sizes;
  throw new InvalidArgumentError("Write numbers, such as 1,5,10,30.");
}

const call = new Command("npm run bench --")
  .description("measure the program, and show what was measured")
  .addArgument(new Argument("[NAME...]", "what is measured").choices(NAMES).default(["template"]))
  .option("--students <N,N>", "sizes of the class", sizesIn, [1, 5, 10, 30])
  .option("--json", "print what class and terraform find as JSON")
  .option("--write", "write it into docs/performance.md")
  .addHelpText("after", HELP);

/** @returns whether every bar is met */
async function bench(): Promise<boolean> {
  call.parse();
  const names = call.processedArgs[0] as (typeof NAMES)[number][];
  const values = call.opts<Choice>();
  const machine = thisMachine();
  const sections: Section[] = [];
  let met = true;
  for (const name of names) {
    if (name === "template") met = (await inFolder(benchTemplate)) && met;
    else if (name === "class") sections.push(await benchClass(values.students, report));
    else sections.push(await inFolder((folder) => benchTerraform(folder, report)));
    const section = sections.at(-1);
    if (section?.name !== name) continue;
    report(`\n${sectionForTerminal(section, machine)}\n`);
    if (values.write) await write(section, machine);
  }
  if (values.json) console.log(JSON.stringify({ machine, sections }, undefined, 2));
  return met && sections.every(({ isMet }) => isMet);
}

async function write(section: Section, machine: Machine): Promise<void> {
  const page = readFileSync(PAGE, "utf8");
  const text = sectionForMarkdown(section, machine);
  writeFileSync(PAGE, await formatted(withSection(page, section.name, text)));
}

try {
  process.exitCode = (await bench()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
