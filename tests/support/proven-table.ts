import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

/** The cells of the table below a heading of docs/proven.md, row by row, without its head. */
export function provenTable(heading: string): string[][] {
  const text = readFileSync(path.join(PROJECT, "docs/proven.md"), "utf8");
  const [, after = ""] = text.split(`## ${heading}\n`);
  const [section = ""] = after.split("\n## ", 1);
  return section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}
