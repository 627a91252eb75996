import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";

/** A row of the table of commands that nobody has run on the emulator. */
export interface Reason {
  /** What it is about: names, in which `*` stands for any lab, or for the rest of a command. */
  readonly patterns: readonly string[];
  readonly reason: string;
}

const HEADING = "## Printed commands that no test runs";

/** The table in docs/proven.md. */
export function reasons(): Reason[] {
  const text = readFileSync(path.join(PROJECT, "docs/proven.md"), "utf8");
  const [, after = ""] = text.split(`${HEADING}\n`);
  const [section = ""] = after.split("\n## ", 1);
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => {
      const [, names = "", reason = ""] = line.split(/(?<!\\)\|/);
      const patterns = [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
      return {
        patterns: patterns.map((name) => name.replaceAll("\\|", "|")),
        reason: reason.trim(),
      };
    });
}

/** Whether a name is one that a pattern is about. */
export const isAbout = (pattern: string, name: string): boolean => {
  const parts = pattern.split("*").map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
};
