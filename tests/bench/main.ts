/**
 * `npm run bench [-- NAME...]`: measures. Exit code 1 when a bar is missed, or nothing can be compared.
 *
 * - `template` (when nothing is named): what our layout saves against Pulumi's TypeScript template
 * - `class [--students 1,5,10,30]`: a class of students beside the same stacks one after the other
 * - `terraform`: the labs of Pulumi.local.yaml beside the same resources by Terraform
 *
 * `--json` prints what class and terraform find as JSON; `--write` puts it into docs/performance.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
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

/** @returns whether every bar is met */
async function bench(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      students: { type: "string", default: "1,5,10,30" },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const sizes = values.students.split(",").map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new ExplainedError(`--students ${values.students}: write numbers, such as 1,5,10,30`);
  const machine = thisMachine();
  const sections: Section[] = [];
  let met = true;
  for (const name of positionals.length > 0 ? positionals : ["template"]) {
    if (name === "template") met = (await inFolder(benchTemplate)) && met;
    else if (name === "class") sections.push(await benchClass(sizes, report));
    else if (name === "terraform")
      sections.push(await inFolder((folder) => benchTerraform(folder, report)));
    else throw new ExplainedError(`There is no benchmark ${name}: template, class, terraform`);
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
