import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readStackFile, writeStackFile } from "../../classroom/pulumi/stack-file.ts";
import { PROJECT } from "../../lib/project.ts";
import type { Settings } from "./engine/stack.ts";

/** Of the project, what a command needs. */
const PARTS = [
  "aws",
  "classroom",
  "components",
  "engine",
  "infra",
  "labs",
  "lib",
  "policy",
  "package.json",
  "Pulumi.yaml",
];

/** A copy of this project, whose stacks may have settings of the test's own. */
export class ProjectCopy {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-copy-"));

  constructor() {
    for (const part of PARTS)
      cpSync(path.join(PROJECT, part), path.join(this.folder, part), { recursive: true });
    symlinkSync(path.join(PROJECT, "node_modules"), path.join(this.folder, "node_modules"));
  }

  /** Gives a stack its settings as they stand in the project, with these changes. */
  configure(stack: string, changes: Settings): void {
    const { config, ...rest } = readStackFile(path.join(PROJECT, `Pulumi.${stack}.yaml`));
    const file = path.join(this.folder, `Pulumi.${stack}.yaml`);
    writeStackFile(file, { ...rest, config: { ...config, ...changes } });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
